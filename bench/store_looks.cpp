// Measures what recording looks costs: of contacts of 6 accounts, when nothing changed.
// store_looks STORE CONTACTS ROUNDS BATCH
#include "crawler/store/open_store.hpp"

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <string>

namespace quorate {
namespace {

constexpr int accounts = 6;

LookRecord unchanged_look(ContactId id, Revision revision, UnixTime at) {
  LookRecord look;
  look.contact = id;
  look.revision = revision;
  look.at = at;
  look.schedule = {at + 86'400, at, 0, {}};
  look.history = History{};
  look.history->looks = static_cast<unsigned>(revision);
  look.report = std::string(4'000, 'r');
  look.answer = NewAnswer{Answer::confirmed, "key", 4, 4, 6};
  for (int i = 0; i < accounts; ++i) {
    const std::string account = "https://site-" + std::to_string(i) + ".example/" + std::to_string(id);
    look.schedule.accounts.push_back({account, at + 86'400, at, 0, 0, 0});
    NewObservation seen{{account, account, ""},
                        at,
                        {200, "", "text/html", "", Outcome::proven, Reason::none},
                        {},
                        {"\"1\"", ""}};
    if (revision == 1) seen.body = std::string(3'000, 'b') + account;
    look.observations.push_back(std::move(seen));
    look.verdicts.push_back({account, Outcome::proven, Reason::none, "", {"key"}});
  }
  return look;
}

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

int measure(const std::string& where, int contacts, int rounds, int batch) {
  auto store = open_store(where).value();
  std::vector<NewContact> fresh;
  for (int i = 0; i < contacts; ++i)
    fresh.push_back({"Contact " + std::to_string(i), "accounts: []\n", 1, 1});
  const auto ids = store->add_contacts(fresh).value();
  for (int round = 1; round <= rounds; ++round) {
    const double cpu = cpu_seconds();
    const auto begun = std::chrono::steady_clock::now();
    for (std::size_t first = 0; first < ids.size(); first += static_cast<std::size_t>(batch)) {
      std::vector<LookRecord> looks;
      for (std::size_t i = first; i < std::min(ids.size(), first + static_cast<std::size_t>(batch)); ++i)
        looks.push_back(unchanged_look(ids[i], round, round * 86'400));
      for (const auto& receipt : store->record_looks(looks).value()) receipt.value();
    }
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begun;
    std::cout << (round == 1 ? "first looks: " : "unchanged looks: ") << contacts << ", "
              << (cpu_seconds() - cpu) / contacts * 1e6 << " us of CPU each, "
              << wall.count() / contacts * 1e6 << " us of time each\n";
  }
  return 0;
}

}  // namespace
}  // namespace quorate

int main(int argc, char** argv) {
  if (argc != 5) return 2;
  return quorate::measure(argv[1], std::atoi(argv[2]), std::atoi(argv[3]), std::atoi(argv[4]));
}
