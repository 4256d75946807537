Option Explicit
Dim shell
Set shell = CreateObject("WScript.Shell")
Sub Main()
  shell.Run "calc.exe"
End Sub
Main
