// Brings the store's newest answers into the memory of findings, so that pages are only asked whether they
// changed.
#pragma once

#include "config/plan.hpp"
#include "crawler/memory/finding_memory.hpp"
#include "crawler/store/store_reader.hpp"
#include "crawler/tables.hpp"

#include <span>

namespace quorate {

// The places of the answers. An answer that the memory still has is left alone; one that it has let go, or
// that an earlier run of the program saw, is read and verified again, once, if the store keeps all that it was
// judged by. Errors: store_failed.
Result<void> recall_answers(std::span<const ObservationRecord> newest, const Tables& tables,
                            StoreReader& store, FindingMemory& memory);

}  // namespace quorate
