// Lets n groups be seen to serve each other in every way, under every look, and checks what that may change.
#pragma once

#include "tests/proofs/score/ledger.hpp"
#include "tests/proofs/score/sights.hpp"

namespace quorate {

// Which of n groups are seen to serve each other: a bit for each pair, those of the first group first; after
// them one for each group that an outside network serves.
using Relating = std::uint32_t;

// Whether the network is there too.
enum class Network { none, there };
unsigned relating_bits(unsigned groups, Network network);

// Sets what is observed of each account, where group i of the look has the name `names[i]`. Of a pair now the
// one and now the other is seen to be served.
void relate(ScoreInput& input, Relating relating, const std::vector<std::string>& names);

// All looks made of the sights in `order`, each with all relations, for a contact that names K and for one
// that names no key.
void check_all_relations(unsigned groups, const QuorumRule& rule, const std::vector<Sight>& order,
                         Network network, Ledger& ledger);

}  // namespace quorate
