# cmake -D OUTPUT=... -D NAMES=a,b -D FILES=x,y -P embed_text.cmake: writes a C source with one
# `const char NAME[]` for the text of each file, ended by NUL.
string(REPLACE "," ";" names "${NAMES}")
string(REPLACE "," ";" files "${FILES}")
set(source "/* Made by embed_text.cmake; changes are lost. */\n")
foreach(name file IN ZIP_LISTS names files)
    file(READ ${file} bytes HEX)
    string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
    string(REGEX REPLACE "(................................................................................)" "\\1\n" bytes "${bytes}")
    string(APPEND source "extern const char ${name}[];\nconst char ${name}[] = {\n${bytes}0};\n")
endforeach()
file(WRITE ${OUTPUT} "${source}")
