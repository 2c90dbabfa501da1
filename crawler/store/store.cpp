#include "crawler/store/store.hpp"

namespace quorate {

Result<LookReceipt> record_look(Store& store, const LookRecord& look) {
  auto receipts = store.record_looks({&look, 1});
  if (!receipts) return receipts.error();
  return std::move(receipts->front());
}

Result<ContactId> add_contact(Store& store, const NewContact& contact) {
  auto ids = store.add_contacts({&contact, 1});
  if (!ids) return ids.error();
  return ids->front();
}

}  // namespace quorate
