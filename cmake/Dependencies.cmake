# Every third party that a room may link, found once. tools/setup installs them on Debian.
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(fmt REQUIRED)
find_package(tl-expected REQUIRED)
find_package(ICU 70 REQUIRED COMPONENTS uc i18n)
find_package(ZLIB REQUIRED)
find_package(SQLite3 3.37 REQUIRED)  # strict tables
find_package(simdjson REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
pkg_check_modules(tomlplusplus REQUIRED IMPORTED_TARGET tomlplusplus)
pkg_check_modules(xxhash REQUIRED IMPORTED_TARGET libxxhash)
pkg_check_modules(httplib REQUIRED IMPORTED_TARGET cpp-httplib)
find_package(Eigen3 3.4 REQUIRED NO_MODULE)
pkg_check_modules(igraph REQUIRED IMPORTED_TARGET igraph>=0.10)  # GPL-2+: see README
