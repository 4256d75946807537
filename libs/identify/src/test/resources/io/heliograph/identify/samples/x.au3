#include <MsgBoxConstants.au3>
MsgBox($MB_OK, "x", "y")
