@echo off
rem Starts the Rollcall agent: rollcall-agent COMMAND. Commands: --help.
rem ROLLCALL_JAVA or JAVA_HOME name a Java (17 or newer); else the one beside this, else the one on the PATH.
rem ROLLCALL_CONFIG and ROLLCALL_DATA name other places than the usual ones.
setlocal DisableDelayedExpansion
for %%I in ("%~dp0..") do set "home=%%~fI"
set "jar=%home%\lib\sync-agent.jar"

set "java=java.exe"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java.exe"
if defined ROLLCALL_JAVA set "java=%ROLLCALL_JAVA%"
if exist "%home%\runtime\bin\java.exe" set "java=%home%\runtime\bin\java.exe"

set "config=%ProgramData%\Rollcall\agent.yaml"
set "data=%ProgramData%\Rollcall\data"
rem A configuration of one's own has its data beside it.
echo.%*| findstr /c:"--config" >nul && set "data="
if defined ROLLCALL_CONFIG set "config=%ROLLCALL_CONFIG%"
if defined ROLLCALL_DATA set "data=%ROLLCALL_DATA%"
set "dataOption="
if defined data set dataOption="-Drollcall.data=%data%"

set "options=-XX:+UseSerialGC -Xms16m -Xmx64m -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=30 -XX:TieredStopAtLevel=1"
set "options=%options% -XX:-UsePerfData -XX:+ExitOnOutOfMemoryError -Xshare:auto -Xlog:disable -Xlog:all=error:stderr"

rem The classes of the agent as Java has them in memory. Java looks whether the archive fits, and does without it if not.
set "archive=%home%\cache\agent.jsa"
if "%~1"=="archive" goto make
if exist "%archive%" set options=%options% "-XX:SharedArchiveFile=%archive%"
"%java%" %options% "-Drollcall.home=%home%" "-Drollcall.command=rollcall-agent" "-Drollcall.config=%config%" %dataOption% -jar "%jar%" %*
if not errorlevel 9009 exit /b %errorlevel%
echo rollcall-agent: no Java found. Install a Java runtime, 17 or newer, or name one by JAVA_HOME. 1>&2
exit /b 2

:make
if not exist "%home%\cache" mkdir "%home%\cache" 2>nul
"%java%" %options% "-XX:ArchiveClassesAtExit=%archive%" -jar "%jar%" rehearse >nul 2>&1
exit /b 0
