// Turns hosts into groups that count as one, because one registration, one company or the policy joins them.
#pragma once

#include "proofs/groups/operators.hpp"
#include "proofs/score/suffix_list.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace quorate {

// What a policy takes for one. Each member stands for the whole group to which it belongs; a domain stands
// for every name below it, too.
struct Merge {
  std::vector<std::string> operators;  // ids
  std::vector<std::string> domains;    // canonical hosts
};

// Where one host belongs.
struct Membership {
  std::string domain;  // registrable, private suffixes and shared hosts included
  std::string group;   // the companies in it, else the registered domains: "Microsoft", "alice.org"
  std::vector<std::string> ties;  // for people: what it shares with others of its group
  friend bool operator==(const Membership&, const Membership&) = default;
};

// Joins names that belong together. The smallest name stands for all that are joined to it.
class Joins {
 public:
  void join(const std::string& one, const std::string& other);
  std::string root(const std::string& name) const;

 private:
  std::map<std::string, std::string> parent_;
};

class Division;

// The tables and the policy's merges. Pure: what a host belongs to follows from names alone, never from what
// any server answered.
class Groups {
 public:
  // `operators` must outlive the groups and what they divide.
  Groups(const Operators& operators, SuffixList suffixes, std::vector<Merge> merges = {});
  Groups(Operators&&, SuffixList, std::vector<Merge> = {}) = delete;

  // SPEC: quorum.md "Groups": a union-find over registrable domains, companies and the policy's merges. Names
  // below a suffix that somebody runs without being a registry (the private section of the suffix list) are
  // joined as well, by the domain that was registered: its owner holds them all. Merges only ever join.
  Division divide(const std::vector<std::string>& hosts) const;

  // What the policy alone joins the part of a group's name to, a company's name or a registered domain: two
  // parts with the same label are one. So groups that were kept by name can be merged, whatever the tables
  // now say of their hosts.
  std::string joined_part(std::string_view part) const;

 private:
  friend class Division;
  // What names alone say of one host.
  struct Facts {
    std::string domain;                // registrable
    std::string registered;            // with a registry
    const Operator* run_by = nullptr;  // null: not known
    std::vector<std::string> labels;   // all that it is joined to
    std::string base_name;             // of its company, else `registered`
  };
  Facts facts(std::string_view host) const;
  std::string registrable_domain(std::string_view host) const;

  const Operators& operators_;
  SuffixList suffixes_;
  std::vector<Merge> merges_;
  Joins joined_by_policy_;
};

// Some hosts, divided. Must not outlive its Groups.
class Division {
 public:
  // Of any host. One that was not among the divided joins nothing: it is told the group that it would be in.
  Membership of(std::string_view host) const;

 private:
  friend class Groups;
  Division(const Groups& groups, const std::vector<std::string>& hosts);
  std::vector<std::string> ties(const Groups::Facts& facts) const;

  const Groups& groups_;
  std::map<std::string, Groups::Facts, std::less<>> facts_;  // of the hosts that were divided
  Joins joins_;
  // What of a group the hosts are in.
  struct Group {
    std::string name;
    std::size_t parts = 0;  // companies, and domains of nobody's
  };
  std::map<std::string, Group> groups_by_root_;
};

}  // namespace quorate
