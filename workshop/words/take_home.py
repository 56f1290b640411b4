"""Taking the work home."""

FILE = "take-home.zip"

LINK = "Download {file}"
SUMMARY = "{file}: {kilobytes} KB, number of files: {files}."
IN_THE_ROOM = "It also lies beside your notebooks: in the file browser, right-click {file}, then Download."
NOT_IN_THE_ROOM = "It could not be written beside your notebooks ({reason}); the link needs no file."
ONLY_A_FILE = "It is too big for a link: in the file browser, right-click {file}, then Download."
UNPACK = (
    "At home: unpack it as the folder `work` of your own copy of the course, then start the course as its README says."
)
NOTHING = "There is nothing to take home yet: no answer, no notebook of yours."
