// What each route of the API does; route_table.cpp says which is whose.
#pragma once

#include "crawler/serve/route.hpp"

namespace quorate {

ApiAnswer get_alive(const ApiCall& call);
ApiAnswer get_ready(const ApiCall& call);
ApiAnswer get_status(const ApiCall& call);

ApiAnswer list_contacts(const ApiCall& call);
ApiAnswer add_contact(const ApiCall& call);
ApiAnswer get_contact(const ApiCall& call);
ApiAnswer change_contact(const ApiCall& call);
ApiAnswer remove_contact(const ApiCall& call);
ApiAnswer check_contact(const ApiCall& call);
ApiAnswer decide_change(const ApiCall& call);

ApiAnswer check_once(const ApiCall& call);
ApiAnswer get_check(const ApiCall& call);

ApiAnswer get_report(const ApiCall& call);
ApiAnswer get_explanation(const ApiCall& call);
ApiAnswer get_graph(const ApiCall& call);
ApiAnswer get_picture(const ApiCall& call);
ApiAnswer get_timeline(const ApiCall& call);
ApiAnswer get_decisions(const ApiCall& call);

ApiAnswer get_events(const ApiCall& call);

ApiAnswer get_log_head(const ApiCall& call);
ApiAnswer get_log_entries(const ApiCall& call);
ApiAnswer get_log_inclusion(const ApiCall& call);
ApiAnswer get_log_consistency(const ApiCall& call);

ApiAnswer get_page(const ApiCall& call);
ApiAnswer get_asset(const ApiCall& call);

// The contact file that has these members. Errors: bad_argument, bad_config.
Result<std::string> contact_document(const json::Value& body);
// 429 with Retry-After: too many checks wait.
ApiReply queue_full();

}  // namespace quorate
