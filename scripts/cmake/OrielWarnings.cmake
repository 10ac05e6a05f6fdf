# oriel_warnings(TARGET): the warnings our own sources are held to.  The presets turn them into
# errors; what users get from installing or embedding Oriel is not affected.
function(oriel_warnings target)
    target_compile_options(${target} PRIVATE
        -Wall -Wextra -Wpedantic
        -Wshadow              # a hidden variable is how the wrong one gets used
        -Wstrict-prototypes   # f() is not f(void)
        -Wmissing-prototypes  # every extern function has a header
        -Wformat=2            # formats are literals and match
        -Wvla                 # no unbounded stack
        -Wwrite-strings       # literals are const
        -Wconversion -Wno-sign-conversion  # lost bits must be written out as a cast
        -Wundef)
endfunction()
