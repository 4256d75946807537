@echo off
set NAME=world
if not exist a.txt goto end
echo hello %NAME%
:end
pause
