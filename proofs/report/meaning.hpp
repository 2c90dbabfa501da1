// Turns a reason into one short remark for somebody who has read no documentation.
#pragma once

#include "proofs/verdict.hpp"

#include <string_view>

namespace quorate {

// Without a full stop; empty where the reason's own text says it all.
std::string_view meaning(Reason reason);

// Whether asking again later may help. Not the same as retryable(Code): this is about a verdict that stands
// in a report.
enum class Retry { may_help, will_not_help };
Retry retry(Reason reason);

}  // namespace quorate
