#include "exchange/dna_sketch.h"

#include <sqlite3.h>

#include <memory>
#include <stdexcept>

namespace faultline::exchange {
namespace {

struct Close {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
};

std::unique_ptr<sqlite3, Close> open(const std::filesystem::path& file) {
  sqlite3* handle = nullptr;
  const int code = sqlite3_open(file.c_str(), &handle);
  std::unique_ptr<sqlite3, Close> database(handle);
  if (code != SQLITE_OK) throw std::runtime_error("cannot open " + file.string());
  // Nobody needs these files after a power cut.
  sqlite3_exec(handle, "PRAGMA synchronous = OFF", nullptr, nullptr, nullptr);
  return database;
}

}  // namespace

std::string dna_tables(std::string_view version) {
  return "CREATE TABLE SETTINGS(Property TEXT PRIMARY KEY, Value TEXT NOT NULL);"
         "CREATE TABLE CODERS(ID INTEGER PRIMARY KEY, Name TEXT, Red INTEGER, Green INTEGER, "
         "Blue INTEGER, FontSize INTEGER DEFAULT 14, Password TEXT, "
         "PermissionEditCoders INTEGER DEFAULT 1);"
         "CREATE TABLE DOCUMENTS(ID INTEGER PRIMARY KEY, Title TEXT, Text TEXT, Coder INTEGER, "
         "Author TEXT DEFAULT '', Source TEXT DEFAULT '', Section TEXT DEFAULT '', "
         "Notes TEXT DEFAULT '', Type TEXT DEFAULT '', Date INTEGER);"
         "CREATE TABLE STATEMENTTYPES(ID INTEGER PRIMARY KEY, Label TEXT, Red INTEGER, "
         "Green INTEGER, Blue INTEGER);"
         "CREATE TABLE VARIABLES(ID INTEGER PRIMARY KEY, Variable TEXT, DataType TEXT, "
         "StatementTypeId INTEGER);"
         "CREATE TABLE VARIABLELINKS(ID INTEGER PRIMARY KEY, SourceVariableId INTEGER, "
         "TargetVariableId INTEGER);"
         "CREATE TABLE REGEXES(Label TEXT PRIMARY KEY, Red INTEGER, Green INTEGER, Blue INTEGER);"
         "CREATE TABLE CODERRELATIONS(ID INTEGER PRIMARY KEY, Coder INTEGER, OtherCoder INTEGER, "
         "viewStatements INTEGER DEFAULT 1, editStatements INTEGER DEFAULT 1, "
         "viewDocuments INTEGER DEFAULT 1, editDocuments INTEGER DEFAULT 1);"
         "CREATE TABLE STATEMENTS(ID INTEGER PRIMARY KEY, StatementTypeId INTEGER, "
         "DocumentId INTEGER, Start INTEGER, Stop INTEGER, Coder INTEGER);"
         "CREATE TABLE DATABOOLEAN(ID INTEGER PRIMARY KEY, StatementId INTEGER, "
         "VariableId INTEGER, Value INTEGER);"
         "CREATE TABLE DATAINTEGER(ID INTEGER PRIMARY KEY, StatementId INTEGER, "
         "VariableId INTEGER, Value INTEGER);"
         "CREATE TABLE ENTITIES(ID INTEGER PRIMARY KEY, VariableId INTEGER, Value TEXT, "
         "Red INTEGER, Green INTEGER, Blue INTEGER, ChildOf INTEGER);"
         "CREATE TABLE DATASHORTTEXT(ID INTEGER PRIMARY KEY, StatementId INTEGER, "
         "VariableId INTEGER, Entity INTEGER);"
         "CREATE TABLE DATALONGTEXT(ID INTEGER PRIMARY KEY, StatementId INTEGER, "
         "VariableId INTEGER, Value TEXT);"
         "CREATE TABLE ATTRIBUTEVARIABLES(ID INTEGER PRIMARY KEY, VariableId INTEGER, "
         "AttributeVariable TEXT);"
         "CREATE TABLE ATTRIBUTEVALUES(ID INTEGER PRIMARY KEY, EntityId INTEGER, "
         "AttributeVariableId INTEGER, AttributeValue TEXT);"
         "INSERT INTO SETTINGS VALUES ('version', '" +
         std::string(version) + "'), ('date', '2031-01-01');";
}

std::string harbour() {
  return dna_tables() +
         "INSERT INTO CODERS VALUES (1, 'Admin', 255, 255, 0, 14, 'secret one', 1), "
         "(2, 'Mira', 51, 153, 255, 16, 'secret two', 0), (5, 'Zoë', NULL, NULL, NULL, 14, '', 1);"
         // The ship is one code point and two UTF-16 units.
         "INSERT INTO DOCUMENTS VALUES "
         "(3, 'Quay row', 'Odell: the quay is lost. 🚢 Brandt says it stands.', 2, 'Ann Lee', "
         "'Daily Trumpet', 'city', 'seen twice', 'report', 1930003200), "
         "(7, 'No text', '', NULL, '', '', '', '', '', 1930089601), "
         "(8, 'Later', 'The pier, \"old pier\"; it goes on.', 1, 'O''Neill', 'Herald', '', '', '', "
         "1930694400);"
         "INSERT INTO STATEMENTTYPES VALUES (1, 'Claim', 239, 208, 51), (4, 'Note', 0, 0, 0);"
         "INSERT INTO VARIABLES VALUES (1, 'person', 'short text', 1), "
         "(2, 'organization', 'short text', 1), (3, 'concept', 'short text', 1), "
         "(4, 'agreement', 'boolean', 1), (5, 'intensity', 'integer', 1), "
         "(9, 'note', 'long text', 4);"
         "INSERT INTO VARIABLELINKS VALUES (1, 1, 2);"
         "INSERT INTO REGEXES VALUES ('qu[ae]y', 255, 0, 0), ('pier', 0, 0, 255);"
         "INSERT INTO CODERRELATIONS VALUES (1, 1, 2, 1, 0, 1, 0), (2, 2, 1, 1, 1, 1, 1);"
         "INSERT INTO ENTITIES VALUES (1, 1, '', 0, 0, 0, NULL), "
         "(2, 1, 'Odell', 255, 153, 0, NULL), (3, 1, 'Brandt, Jo', 0, 0, 0, NULL), "
         "(4, 2, 'Harbour \"Board\"', 0, 204, 0, NULL), (5, 2, 'Ärzte; Bund', NULL, NULL, NULL, "
         "4), "
         "(6, 2, 'zebra', 0, 0, 0, NULL), (7, 2, 'Zebra', 0, 0, 0, NULL), "
         "(8, 3, 'keep the quay', 1, 2, 3, NULL), (9, 3, 'Zeile\n2', 0, 0, 0, NULL), "
         "(10, 2, '', 0, 0, 0, NULL), (11, 2, '🚢 Line', 0, 0, 0, NULL);"
         "INSERT INTO ATTRIBUTEVARIABLES VALUES (1, 2, 'Type'), (2, 1, 'Alias'), (6, 2, 'Notes');"
         "INSERT INTO ATTRIBUTEVALUES VALUES (1, 4, 1, 'public'), (2, 5, 1, ''), "
         "(3, 4, 6, 'since 1900'), (4, 2, 2, 'Ad'), (5, 11, 6, 'ships');"
         "INSERT INTO STATEMENTS VALUES (1, 1, 3, 0, 24, 2), (2, 1, 3, 28, 49, 2), "
         "(4, 4, 3, 7, 11, 5), (5, 1, 7, 1, 50, 1), (6, 1, 8, 4, 900, 1), (9, 1, 8, 0, 8, NULL);"
         "INSERT INTO DATASHORTTEXT VALUES (1, 1, 1, 2), (2, 1, 2, 4), (3, 1, 3, 8), (4, 2, 1, 3), "
         "(5, 2, 2, 5), (6, 2, 3, 8), (7, 5, 1, 1), (8, 5, 2, 6), (9, 5, 3, 9), (10, 6, 1, 2), "
         "(11, 6, 2, 7), (12, 6, 3, 9), (13, 9, 2, 11), (14, 9, 3, 8);"
         "INSERT INTO DATABOOLEAN VALUES (1, 1, 4, 0), (2, 2, 4, 1), (3, 5, 4, 1), (4, 6, 4, 0);"
         "INSERT INTO DATAINTEGER VALUES (1, 1, 5, -2), (2, 2, 5, 3), (3, 5, 5, 0);"
         "INSERT INTO DATALONGTEXT VALUES (1, 4, 9, 'which quay?');";
}

void make_database(const std::filesystem::path& file, const std::string& sql) {
  const auto database = open(file);
  char* reason = nullptr;
  if (sqlite3_exec(database.get(), sql.c_str(), nullptr, nullptr, &reason) != SQLITE_OK) {
    const std::string message = reason == nullptr ? "no reason" : reason;
    sqlite3_free(reason);
    throw std::runtime_error(message);
  }
}

std::string ask_database(const std::filesystem::path& file, const std::string& sql) {
  const auto database = open(file);
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database.get(), sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
    throw std::runtime_error(sqlite3_errmsg(database.get()));
  std::string answer;
  if (sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_text(statement, 0) != nullptr)
    answer = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
  sqlite3_finalize(statement);
  return answer;
}

}  // namespace faultline::exchange
