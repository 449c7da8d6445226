@echo off
rem Runs Rollcall from a clone on Windows. Needs a JDK 17 or newer and Maven 3.8 or newer, nothing else.
setlocal
set "HOME_DIR=%~dp0"
if "%HOME_DIR:~-1%"=="\" set "HOME_DIR=%HOME_DIR:~0,-1%"
if /i not "%~1"=="demo" goto usage
if not "%~2"=="" if /i not "%~2"=="--once" goto usage
if not "%~3"=="" goto usage

set "JAVA=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "JAVA=%JAVA_HOME%\bin\java.exe"

set "DEMO=%HOME_DIR%\system-tests\target\system-tests.jar"
set "SIMULATOR=%HOME_DIR%\hikvision-isapi-simulator\target\hikvision-isapi-simulator.jar"
if not exist "%SIMULATOR%" goto build
if not exist "%HOME_DIR%\sync-agent-app\target\sync-agent.jar" goto build
if not exist "%HOME_DIR%\cloud-receiver-app\target\cloud-receiver.war" goto build
if not exist "%DEMO%" goto build
goto run

:build
echo building (the first time this downloads the dependencies and takes some minutes) ... 1>&2
pushd "%HOME_DIR%"
call mvn -q -B -ntp -DskipTests -DskipChecks package
set "BUILT=%ERRORLEVEL%"
popd
if not "%BUILT%"=="0" exit /b 1

:run
"%JAVA%" -cp "%DEMO%;%SIMULATOR%" dev.rollcall.demo.DemoMain "%HOME_DIR%" %2
exit /b %ERRORLEVEL%

:usage
echo usage: rollcall demo [--once] 1>&2
exit /b 2
