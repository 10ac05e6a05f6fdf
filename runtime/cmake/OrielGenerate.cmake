# oriel_generate(TARGET OUT_DIR DIR SOURCES FILE... MODELS NAME... [OPTIONS ARGUMENT...])
#
# Generates C models from view SQL when TARGET is built, whenever a source changed, and makes them
# part of TARGET: their sources are compiled into it, its include path has DIR, and it links the runtime.
#
#   OUT_DIR  where the models go, relative to the current binary directory
#   SOURCES  files and directories of SQL as `oriel generate` takes them, relative to the current
#            source directory
#   MODELS   the names of the files to be generated, without ending: film_list for film_list.h and
#            film_list.c; user-defined types that the models use have files too
#   OPTIONS  further arguments of `oriel generate`
#
# The rule's output is a stamp and the models are its by-products: a model is touched only when it
# differs, so that editing one view recompiles only what includes that view's header.  A model that
# someone deletes comes back with Ninja; make does not look at by-products and needs a clean.

function(_oriel_generate_command result)
    if(TARGET oriel)
        set(command $<TARGET_FILE:oriel>)
    elseif(ORIEL_EXECUTABLE)
        set(command ${ORIEL_EXECUTABLE})
    else()
        message(FATAL_ERROR "oriel_generate: the oriel command was not found; set ORIEL_EXECUTABLE")
    endif()
    set(${result} ${command} PARENT_SCOPE)
endfunction()

function(oriel_generate target)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "OUT_DIR" "SOURCES;MODELS;OPTIONS")
    if(NOT arg_OUT_DIR OR NOT arg_SOURCES OR NOT arg_MODELS OR arg_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "oriel_generate: usage: oriel_generate(TARGET OUT_DIR DIR SOURCES FILE... "
                            "MODELS NAME... [OPTIONS ARGUMENT...])")
    endif()
    if(NOT TARGET ${target})
        message(FATAL_ERROR "oriel_generate: there is no target ${target}")
    endif()

    set(sources)
    foreach(source IN LISTS arg_SOURCES)
        cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} NORMALIZE)
        list(APPEND sources ${source})
    endforeach()
    set(out ${arg_OUT_DIR})
    cmake_path(ABSOLUTE_PATH out BASE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR} NORMALIZE)
    set(c_files)
    set(h_files)
    foreach(model IN LISTS arg_MODELS)
        list(APPEND c_files ${out}/${model}.c)
        list(APPEND h_files ${out}/${model}.h)
    endforeach()

    _oriel_generate_command(command)
    string(MAKE_C_IDENTIFIER "${target}_${arg_OUT_DIR}" rule)
    set(stamp ${CMAKE_CURRENT_BINARY_DIR}/${rule}.oriel-stamp)
    set(depfile ${CMAKE_CURRENT_BINARY_DIR}/${rule}.oriel-d)
    add_custom_command(
        OUTPUT ${stamp}
        BYPRODUCTS ${c_files} ${h_files}
        COMMAND ${command} generate --out ${out} --depfile ${depfile} --stamp ${stamp}
                ${arg_OPTIONS} ${sources}
        DEPENDS ${sources} $<TARGET_NAME_IF_EXISTS:oriel>
        DEPFILE ${depfile}
        WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}
        COMMENT "Generating models into ${arg_OUT_DIR}"
        VERBATIM)
    add_custom_target(${rule}_oriel DEPENDS ${stamp})
    add_dependencies(${target} ${rule}_oriel)

    set_source_files_properties(${c_files} ${h_files} PROPERTIES GENERATED TRUE)
    target_sources(${target} PRIVATE ${c_files})
    get_target_property(type ${target} TYPE)
    if(type STREQUAL "EXECUTABLE")
        target_include_directories(${target} PRIVATE ${out})
    else()
        target_include_directories(${target} PUBLIC $<BUILD_INTERFACE:${out}>)
    endif()
    target_link_libraries(${target} PUBLIC oriel::runtime)
endfunction()
