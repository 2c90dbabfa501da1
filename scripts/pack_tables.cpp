// Run by the build: checks the YAML files that are built into the program, and writes them as a C++ source
// that holds them packed. Usage: pack_tables SERVICES LIMITS OPERATORS SUFFIX_OWNERS OUTPUT.
#include "config/operators.hpp"
#include "config/packed/operators.hpp"
#include "config/packed/tables.hpp"
#include "config/packed/tree.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace {

constexpr int bytes_in_line = 32;

template <class T>
T good(quorate::Result<T> result) {
  if (!result) throw std::runtime_error(result.error().detail);
  return std::move(*result);
}

struct File {
  std::string name;
  std::string bytes;
};

File read(const char* path) {
  std::ifstream in(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  if (!in || bytes.empty()) throw std::runtime_error(std::string(path) + ": cannot be read");
  return {std::filesystem::path(path).filename().string(), std::move(bytes)};
}

quorate::YamlNode tree(const File& file) { return good(quorate::parse_yaml(file.name, file.bytes)); }

void write(std::ostream& out, const std::string& name, const std::string& bytes) {
  out << "constexpr unsigned char " << name << "_bytes[] = {";
  for (std::size_t i = 0; i < bytes.size(); ++i)
    out << (i % bytes_in_line == 0 ? "\n" : "") << static_cast<int>(static_cast<unsigned char>(bytes[i]))
        << ",";
  out << "};\n}  // namespace\nstd::string_view packed_" << name
      << "() { return {reinterpret_cast<const char*>(" << name << "_bytes), sizeof " << name
      << "_bytes}; }\nnamespace {\n";
}

void pack_tables(const File& services, const File& limits, const File& operators, const File& owners,
                 const char* output) {
  const quorate::YamlNode service_tree = tree(services);
  const quorate::YamlNode limit_tree = tree(limits);
  good(quorate::read_limits(limit_tree));
  const quorate::Operators known = good(quorate::load_operator_table(operators.name, operators.bytes));
  const quorate::Operators all = good(quorate::load_operator_table(owners.name, owners.bytes, known));
  if (const auto checked = quorate::check_operators(good(quorate::read_services(service_tree)), all);
      !checked)
    throw std::runtime_error(checked.error().detail);
  std::ofstream out(output);
  out << "// Made by scripts/pack_tables.cpp.\n#include \"config/shipped.hpp\"\n\nnamespace quorate "
         "{\nnamespace {\n";
  write(out, "services", quorate::pack_tree(service_tree));
  write(out, "limits", quorate::pack_tree(limit_tree));
  write(out, "operators", quorate::pack_operators(all));
  out << "}  // namespace\n}  // namespace quorate\n";
  out.close();
  if (!out) throw std::runtime_error(std::string(output) + ": cannot be written");
}

}  // namespace

int main(int argc, char** argv) {
  constexpr int arguments = 6;
  try {
    if (argc != arguments)
      throw std::runtime_error("usage: pack_tables SERVICES LIMITS OPERATORS SUFFIX_OWNERS OUTPUT");
    pack_tables(read(argv[1]), read(argv[2]), read(argv[3]), read(argv[4]), argv[5]);
    return 0;
  } catch (const std::exception& fault) {
    std::cerr << "pack_tables: " << fault.what() << "\n";
    return 1;
  }
}
