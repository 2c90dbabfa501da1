// Takes contacts from vCard files and contact files into a store: each that can be, and says why of the
// others.
#pragma once

#include "crawler/commands/run.hpp"
#include "crawler/store/store.hpp"
#include "crawler/tables.hpp"
#include "crawler/watch/schedule.hpp"

namespace quorate {

// Those that can be taken are added all at once. Gives the exit status: 0 where the store now holds each
// contact of the files as it stands there, else 1. Errors: file_failed and bad_config for a file that cannot
// be read or holds no contact at all, and store_failed; then nothing was added.
Result<int> import_contacts(const ContactCommand& command, Store& store, const Tables& tables,
                            const ScheduleRules& rules, const Surroundings& around);

}  // namespace quorate
