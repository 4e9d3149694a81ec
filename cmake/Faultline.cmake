# One function per kind of target. Properties sit on targets; nothing is set globally but where
# programs are put.

set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_CXX_SCAN_FOR_MODULES OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# A second clone in another folder finds the objects of the first: ccache sees relative paths.
find_program(FAULTLINE_CCACHE ccache)
if(FAULTLINE_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER
      "${CMAKE_COMMAND};-E;env;CCACHE_BASEDIR=${CMAKE_SOURCE_DIR};${FAULTLINE_CCACHE}")
endif()

# What every target of ours is compiled with.
function(faultline_compile_options target)
  target_compile_features(${target} PRIVATE cxx_std_20)
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF)
  # No path of the machine that built it stands in the program.
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wconversion -Wshadow
                                           "-ffile-prefix-map=${CMAKE_SOURCE_DIR}=.")
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # With -O2, g++ 12 sees an overlap in `"text" + std::string` where there is none (GCC PR 105651), and
    # strings without a value in std::variant and std::optional (GCC PR 105562); -O1 in `debug` still looks
    # for the latter.
    target_compile_options(${target} PRIVATE
      -Wno-restrict "$<$<NOT:$<CONFIG:Debug>>:-Wno-maybe-uninitialized>")
    if(FAULTLINE_DEVELOPER)
      # Only with the compiler of Debian 12: what another one warns of must not stop its user.
      target_compile_options(${target} PRIVATE -Werror)
    endif()
  endif()
  if(FAULTLINE_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=${FAULTLINE_SANITIZE}
                                             -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(${target} PRIVATE -fsanitize=${FAULTLINE_SANITIZE})
  endif()
  if(FAULTLINE_FUZZ)
    target_compile_options(${target} PRIVATE -fsanitize=fuzzer-no-link)
  endif()
endfunction()

# A room of the house: a static library in src/NAME, namespace faultline::NAME.
#   DEPENDS  rooms on lower floors that its files include (tools/check_house compares)
#   LINKS    third parties
function(faultline_room name)
  cmake_parse_arguments(room "" "" "SOURCES;DEPENDS;LINKS" ${ARGN})
  add_library(faultline_${name} STATIC ${room_SOURCES})
  target_include_directories(faultline_${name} PUBLIC "${CMAKE_SOURCE_DIR}/src")
  list(TRANSFORM room_DEPENDS PREPEND faultline_)
  target_link_libraries(faultline_${name} PUBLIC tl::expected ${room_DEPENDS} PRIVATE fmt::fmt ${room_LINKS})
  faultline_compile_options(faultline_${name})
  if(FAULTLINE_DEVELOPER)
    faultline_headers_alone(${name})
  endif()
endfunction()

# A program: the roof over some rooms, in src/FOLDER, with nothing in it that a test would need.
function(faultline_program name)
  cmake_parse_arguments(program "" "" "SOURCES;DEPENDS;LINKS" ${ARGN})
  add_executable(${name} ${program_SOURCES})
  list(TRANSFORM program_DEPENDS PREPEND faultline_)
  target_link_libraries(${name} PRIVATE tl::expected fmt::fmt ${program_DEPENDS} ${program_LINKS})
  faultline_compile_options(${name})
  install(TARGETS ${name})
endfunction()

# Compiles each public header of a room alone, twice included, so that it brings what it needs.
function(faultline_headers_alone name)
  file(GLOB headers CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.h")
  set(sources)
  foreach(header IN LISTS headers)
    file(RELATIVE_PATH path "${CMAKE_SOURCE_DIR}/src" "${header}")
    string(MAKE_C_IDENTIFIER "${path}" unit)
    set(source "${CMAKE_CURRENT_BINARY_DIR}/alone_${unit}.cc")
    file(CONFIGURE OUTPUT "${source}" CONTENT "#include \"${path}\"\n#include \"${path}\"\n")
    list(APPEND sources "${source}")
  endforeach()
  if(NOT sources)
    message(FATAL_ERROR "The room ${name} has no public header.")
  endif()
  add_library(faultline_${name}_headers OBJECT ${sources})
  target_link_libraries(faultline_${name}_headers PRIVATE faultline_${name})
  faultline_compile_options(faultline_${name}_headers)
endfunction()

# Makes text files part of a room: `std::string_view NAME()` in namespace faultline::embedded, declared in
# "embedded/UNIT.h", for each pair NAME FILE.
function(faultline_embed target unit)
  set(header "#pragma once\n#include <string_view>\nnamespace faultline::embedded {\n")
  set(source "#include \"embedded/${unit}.h\"\nnamespace faultline::embedded {\n")
  set(pairs ${ARGN})
  while(pairs)
    list(POP_FRONT pairs name file)
    file(READ "${file}" content)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${file}")
    string(APPEND header "std::string_view ${name}();\n")
    # One literal may hold 64 KiB portably; longer files are cut into adjoining literals.
    string(LENGTH "${content}" length)
    set(literal "")
    set(position 0)
    while(position LESS length)
      string(SUBSTRING "${content}" ${position} 15000 part)
      string(APPEND literal "R\"faultline~(${part})faultline~\"\n")
      math(EXPR position "${position} + 15000")
    endwhile()
    if(NOT literal)
      set(literal "\"\"")
    endif()
    string(APPEND source "std::string_view ${name}() {\n  static constexpr char content[] = ${literal};\n  return {content, sizeof(content) - 1};\n}\n")
  endwhile()
  string(APPEND header "}  // namespace faultline::embedded\n")
  string(APPEND source "}  // namespace faultline::embedded\n")
  set(folder "${CMAKE_CURRENT_BINARY_DIR}/generated")
  file(MAKE_DIRECTORY "${folder}/embedded")
  foreach(kind IN ITEMS header source)
    set(output "${folder}/embedded/${unit}.h")
    if(kind STREQUAL "source")
      set(output "${folder}/embedded/${unit}.cc")
    endif()
    set(old "")
    if(EXISTS "${output}")
      file(READ "${output}" old)
    endif()
    if(NOT old STREQUAL "${${kind}}")
      file(WRITE "${output}" "${${kind}}")
    endif()
  endforeach()
  target_sources(${target} PRIVATE "${folder}/embedded/${unit}.cc")
  target_include_directories(${target} PRIVATE "${folder}")
endfunction()

# Makes a file of any bytes part of a room, without a compiler reading it: `std::string_view NAME()` in
# namespace faultline::embedded, declared in "embedded/UNIT.h". The bytes begin at a multiple of 64.
function(faultline_embed_bytes target unit name file)
  set(folder "${CMAKE_CURRENT_BINARY_DIR}/generated")
  file(CONFIGURE OUTPUT "${folder}/embedded/${unit}.h" CONTENT
"#pragma once
#include <string_view>
namespace faultline::embedded {
std::string_view ${name}();
}  // namespace faultline::embedded
")
  get_filename_component(file_name "${file}" NAME)
  get_filename_component(file_folder "${file}" DIRECTORY)
  file(CONFIGURE OUTPUT "${folder}/embedded/${unit}.cc" CONTENT
"#include \"embedded/${unit}.h\"
asm(R\"(.section .rodata
.balign 64
.global faultline_${name}_begin
.global faultline_${name}_end
faultline_${name}_begin:
.incbin \"${file_name}\"
faultline_${name}_end:
.byte 0
.text
)\");
extern \"C\" const char faultline_${name}_begin[];
extern \"C\" const char faultline_${name}_end[];
namespace faultline::embedded {
std::string_view ${name}() {
  return {faultline_${name}_begin, static_cast<std::size_t>(faultline_${name}_end - faultline_${name}_begin)};
}
}  // namespace faultline::embedded
")
  # The assembler finds the file by its folder, so that no path of this machine stands in the object.
  set_source_files_properties("${folder}/embedded/${unit}.cc" PROPERTIES
    OBJECT_DEPENDS "${file}" COMPILE_OPTIONS "-Wa,-I${file_folder}")
  target_sources(${target} PRIVATE "${folder}/embedded/${unit}.cc")
  target_include_directories(${target} PRIVATE "${folder}")
endfunction()

# The tests of a room: one program, one ctest entry per test.
#   SLOW  sources whose tests take more than a second or two: a program ROOM_slow_test of their own, with
#         the label `slow`, which `./check --fast` leaves out
function(faultline_test room)
  cmake_parse_arguments(test "" "" "SOURCES;SLOW;LINKS" ${ARGN})
  faultline_test_program(${room} ${room}_test "" "${test_SOURCES}" "${test_LINKS}")
  if(test_SLOW)
    faultline_test_program(${room} ${room}_slow_test slow "${test_SLOW}" "${test_LINKS}")
  endif()
endfunction()

function(faultline_test_program room program label sources links)
  add_executable(${program} ${sources})
  target_link_libraries(${program} PRIVATE faultline_${room} fmt::fmt rapidcheck GTest::gtest_main ${links})
  target_include_directories(${program} PRIVATE "${CMAKE_SOURCE_DIR}/tests")
  target_compile_definitions(${program} PRIVATE
    FAULTLINE_SOURCE_DIR="${CMAKE_SOURCE_DIR}" FAULTLINE_PROGRAM="$<TARGET_FILE:faultline>")
  faultline_compile_options(${program})
  # One seed, so that a test that passed passes again; run by hand, a program draws another each time
  # and prints it.
  gtest_discover_tests(${program} TEST_PREFIX "${room}." DISCOVERY_TIMEOUT 60
                       PROPERTIES TIMEOUT 300 ENVIRONMENT "RC_PARAMS=seed=2031" LABELS "${label}")
endfunction()

# A fuzzer: tests/fuzz/NAME.cc with LLVMFuzzerTestOneInput, seeds in tests/fuzz/seeds/NAME/.
#   ARGN  the room's target, and third parties that the fuzzer itself includes
function(faultline_fuzzer name)
  file(GLOB seeds CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/seeds/${name}/*")
  if(NOT seeds)
    message(FATAL_ERROR "The fuzzer ${name} has no seeds: put a few small inputs into tests/fuzz/seeds/${name}/.")
  endif()
  add_executable(fuzz_${name} ${name}.cc)
  target_link_libraries(fuzz_${name} PRIVATE ${ARGN})
  target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
  add_dependencies(fuzzers fuzz_${name})
  faultline_compile_options(fuzz_${name})
endfunction()
