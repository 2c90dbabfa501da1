#include "crawler/store/sqlite/connection.hpp"

#include "crawler/file_lock.hpp"

#include <cerrno>
#include <fcntl.h>
#include <optional>
#include <sqlite3.h>
#include <unistd.h>
#include <unordered_map>

namespace quorate {

namespace {

// Of the WAL: 16 MiB with pages of 4 KiB. Fewer would write the same pages back again and again while many
// looks are recorded; more would only make the file, and the recovery after a crash, larger.
constexpr int checkpoint_pages = 4096;
constexpr int busy_ms = 10'000;  // for what other connections do without the lock: opening, recovering
constexpr int closing_ms = 500;  // for readers to end, so that the WAL can be emptied; it may also stay
constexpr std::int64_t application_id = 0x71756f72;  // "quor", in the file's header

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;
using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

// What a person can do about an error; empty where nobody knows.
std::string advice(int code) {
  switch (code & 0xff) {
    case SQLITE_FULL:
      return "; the disk is full: nothing was written, free some space";
    case SQLITE_IOERR:
      return "; the disk could not be read or written: nothing was written, look into the system's log";
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return "; restore the store from a backup";
    case SQLITE_CANTOPEN:
      return "; is there such a folder, and may this user write into it?";
    case SQLITE_READONLY:
      return "; this user may not write to it";
    default:
      return {};
  }
}

// Gives a statement its values. False: out of memory, or too large.
bool bind(sqlite3_stmt* statement, const std::vector<SqlValue>& values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::string name = "$" + std::to_string(i + 1);
    const int place = sqlite3_bind_parameter_index(statement, name.c_str());
    if (place == 0) continue;
    int code = SQLITE_OK;
    if (const auto* number = std::get_if<std::int64_t>(&values[i]))
      code = sqlite3_bind_int64(statement, place, *number);
    else if (const auto* text = std::get_if<std::string>(&values[i]))
      code = sqlite3_bind_text64(statement, place, text->data(), text->size(), SQLITE_STATIC, SQLITE_UTF8);
    else if (const auto* bytes = std::get_if<Bytes>(&values[i]))
      code = sqlite3_bind_blob64(statement, place,
                                 bytes->empty() ? reinterpret_cast<const void*>("") : bytes->data(),
                                 bytes->size(), SQLITE_STATIC);
    else
      code = sqlite3_bind_null(statement, place);
    if (code != SQLITE_OK) return false;
  }
  return true;
}

SqlValue column(sqlite3_stmt* statement, int place) {
  switch (sqlite3_column_type(statement, place)) {
    case SQLITE_INTEGER:
      return std::int64_t{sqlite3_column_int64(statement, place)};
    case SQLITE_TEXT: {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, place));
      return std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, place)));
    }
    case SQLITE_BLOB: {
      const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement, place));
      return Bytes(bytes, bytes + sqlite3_column_bytes(statement, place));
    }
    default:
      return std::monostate{};
  }
}

// What becomes of the WAL's file once its pages are written back.
enum class Wal { kept, emptied };

class SqliteConnection final : public SqlConnection {
 public:
  SqliteConnection(std::filesystem::path file, const SqliteSettings& settings)
      : file_(std::move(file)), use_(settings.use), waiting_(settings.opening.waiting) {}
  ~SqliteConnection() override {
    if (!database_ || use_ != SqliteUse::write) return;
    sqlite3_busy_timeout(database_.get(), closing_ms);
    write_back(Wal::emptied);
  }

  Result<void> open(const SqliteSettings& settings);

  std::string description() const override { return "SQLite " SQLITE_VERSION ", " + file_.string(); }
  SqlDialect dialect() const override { return SqlDialect::sqlite; }
  Result<std::vector<SqlRow>> run(const std::string& statement, const std::vector<SqlValue>& values) override;
  Result<void> begin(SqlAccess access) override;
  Result<void> commit() override;
  void rollback() noexcept override;

 private:
  Error failed(int code, std::string_view doing) const;
  Result<void> hold_watch();
  Result<FileLock> take_lock() const { return FileLock::take(file_, waiting_); }
  Result<void> configure(const SqliteSettings& settings);
  Result<void> check_whole();
  Result<std::vector<SqlRow>> step(sqlite3_stmt* statement);
  void write_back(Wal after) noexcept;

  std::filesystem::path file_;
  SqliteUse use_;
  std::function<void(const std::string& line)> waiting_;
  std::optional<FileLock> watch_;  // outlives the database: the WAL is written back at its end
  Database database_;
  std::unordered_map<std::string, Statement> prepared_;
  std::optional<FileLock> lock_;  // held during a write transaction
  int wal_pages_ = 0;             // in the WAL after the last commit
};

Error SqliteConnection::failed(int code, std::string_view doing) const {
  std::string text = file_.string() + ": " + std::string(doing) + ": ";
  text += database_ ? sqlite3_errmsg(database_.get()) : sqlite3_errstr(code);
  return Error{Code::store_failed, text + advice(code)};
}

// By the file's own name, so that two names of one store make one lock.
Result<void> SqliteConnection::hold_watch() {
  std::error_code ignored;
  auto file = std::filesystem::weakly_canonical(file_, ignored);
  if (ignored || file.empty()) file = file_;
  auto lock = FileLock::try_take(file.string() + ".watch");
  if (!lock) return Error{Code::store_failed, lock.error().detail + advice(SQLITE_CANTOPEN)};
  if (!*lock)
    return Error{Code::store_failed,
                 file_.string() + ": another quorate watch holds this store (" + file.string() +
                     ".watch.lock), and two would look and tell twice. Stop that one first, or give this one "
                     "a store of its own; quorate contact changes contacts beside it"};
  watch_.emplace(std::move(**lock));
  return {};
}

Result<void> SqliteConnection::open(const SqliteSettings& settings) {
  if (settings.opening.role == StoreRole::watcher)
    if (auto held = hold_watch(); !held) return held;
  if (use_ == SqliteUse::write) {
    // SQLite gives the files beside it the same mode.
    const int created = ::open(file_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (created >= 0) ::close(created);
  } else if (::access(file_.c_str(), F_OK) != 0 && errno == ENOENT) {
    return Error{Code::store_failed, file_.string() +
                                         ": there is no such store; quorate watch and quorate contact add "
                                         "make it"};
  }
  sqlite3* database = nullptr;
  // Reading in WAL mode needs write access to the index beside the file.
  const int code =
      sqlite3_open_v2(file_.c_str(), &database,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, settings.vfs);
  database_.reset(database);
  if (code != SQLITE_OK) return failed(code, "cannot open the store");
  return configure(settings);
}

Result<void> SqliteConnection::configure(const SqliteSettings& settings) {
  sqlite3_busy_timeout(database_.get(), busy_ms);
  sqlite3_db_config(database_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  sqlite3_db_config(database_.get(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(database_.get(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_wal_hook(
      database_.get(),
      [](void* self, sqlite3*, const char*, int pages) {
        static_cast<SqliteConnection*>(self)->wal_pages_ = pages;
        return SQLITE_OK;
      },
      this);  // takes the place of automatic checkpoints
  if (use_ == SqliteUse::write) {
    auto lock = take_lock();  // a new file: only one of two makes it a WAL database
    if (!lock) return Error{Code::store_failed, lock.error().detail};
    const auto id = run("PRAGMA application_id", {});
    if (!id) return id.error();
    const auto tables = run("SELECT count(*) FROM sqlite_schema", {});
    if (!tables) return tables.error();
    const bool fresh = std::get<std::int64_t>(tables->front().front()) == 0;
    if (std::get<std::int64_t>(id->front().front()) != application_id && !fresh)
      return Error{Code::store_failed, file_.string() + ": is a database, but no store of quorate"};
    const auto mode = run("PRAGMA journal_mode = WAL", {});
    if (!mode) return mode.error();
    if (mode->front().front() != SqlValue(std::string("wal")))
      return Error{Code::store_failed, file_.string() +
                                           ": this file system lets SQLite keep no WAL; put the "
                                           "store onto a local disk"};
    if (fresh)
      if (auto set = run("PRAGMA application_id = " + std::to_string(application_id), {}); !set)
        return set.error();
  }
  for (const char* setting : {"PRAGMA synchronous = FULL", "PRAGMA mmap_size = 0", "PRAGMA foreign_keys = ON",
                              "PRAGMA cell_size_check = ON"})
    if (auto set = run(setting, {}); !set) return set.error();
  if (use_ == SqliteUse::read)
    if (auto set = run("PRAGMA query_only = ON", {}); !set) return set.error();
  return settings.check == SqliteCheck::whole ? check_whole() : Result<void>();
}

Result<void> SqliteConnection::check_whole() {
  const auto complaints = run("PRAGMA integrity_check(1)", {});
  if (!complaints) return complaints.error();
  if (complaints->size() == 1 && complaints->front().front() == SqlValue(std::string("ok"))) return {};
  std::string first = "no answer";
  if (!complaints->empty())
    if (const auto* text = std::get_if<std::string>(&complaints->front().front())) first = *text;
  return Error{Code::store_failed,
               file_.string() + ": is damaged (" + first + "); restore the store from a backup"};
}

Result<std::vector<SqlRow>> SqliteConnection::run(const std::string& statement,
                                                  const std::vector<SqlValue>& values) {
  Statement& prepared = prepared_[statement];
  if (!prepared) {
    sqlite3_stmt* compiled = nullptr;
    const int code =
        sqlite3_prepare_v3(database_.get(), statement.c_str(), static_cast<int>(statement.size()),
                           SQLITE_PREPARE_PERSISTENT, &compiled, nullptr);
    prepared.reset(compiled);
    if (code != SQLITE_OK) return failed(code, "cannot work with the store");
  }
  if (!bind(prepared.get(), values))
    return failed(sqlite3_errcode(database_.get()), "cannot work with the store");
  auto rows = step(prepared.get());
  sqlite3_reset(prepared.get());
  sqlite3_clear_bindings(prepared.get());
  return rows;
}

Result<std::vector<SqlRow>> SqliteConnection::step(sqlite3_stmt* statement) {
  std::vector<SqlRow> rows;
  for (;;) {
    const int code = sqlite3_step(statement);
    if (code == SQLITE_DONE) return rows;
    if (code != SQLITE_ROW) return failed(code, "cannot work with the store");
    SqlRow row;
    for (int i = 0; i < sqlite3_column_count(statement); ++i) row.push_back(column(statement, i));
    rows.push_back(std::move(row));
  }
}

Result<void> SqliteConnection::begin(SqlAccess access) {
  if (access == SqlAccess::write) {
    auto lock = take_lock();
    if (!lock) return Error{Code::store_failed, lock.error().detail};
    lock_.emplace(std::move(*lock));
  }
  const auto begun = run(access == SqlAccess::write ? "BEGIN IMMEDIATE" : "BEGIN", {});
  if (begun) return {};
  lock_.reset();
  return begun.error();
}

Result<void> SqliteConnection::commit() {
  if (const auto done = run("COMMIT", {}); !done) return done.error();
  if (lock_ && wal_pages_ >= checkpoint_pages) write_back(Wal::kept);
  lock_.reset();
  return {};
}

void SqliteConnection::rollback() noexcept {
  if (sqlite3_get_autocommit(database_.get()) == 0)
    sqlite3_exec(database_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
  lock_.reset();
}

// Moves the WAL into the database. What cannot be moved now, because somebody reads, or because the disk is
// full, stays where it is and is as safe there.
void SqliteConnection::write_back(Wal after) noexcept {
  std::optional<FileLock> own;
  if (!lock_) {
    auto lock = take_lock();
    if (!lock) return;
    own.emplace(std::move(*lock));
  }
  const int mode = after == Wal::emptied ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE;
  sqlite3_wal_checkpoint_v2(database_.get(), nullptr, mode, nullptr, nullptr);
}

}  // namespace

Result<std::unique_ptr<SqlConnection>> open_sqlite(const std::filesystem::path& file,
                                                   const SqliteSettings& settings) {
  auto connection = std::make_unique<SqliteConnection>(file, settings);
  if (auto opened = connection->open(settings); !opened) return opened.error();
  return std::unique_ptr<SqlConnection>(std::move(connection));
}

}  // namespace quorate
