@echo off
rem Starts Glia: finds its own folder and a Java 25, and leaves the rest to org.glia.launcher.
rem Environment: GLIA_JAVA, GLIA_JAVA_OPTS, GLIA_CACHE, GLIA_DATA, GLIA_RESULTS; the launcher's README tells what they mean.
setlocal EnableExtensions DisableDelayedExpansion

set "needed=25"
for %%I in ("%~dp0..") do set "home=%%~fI"
set "java_home="
set "found="

if defined GLIA_JAVA call :consider "%GLIA_JAVA%"
if not defined java_home if defined GLIA_JAVA if exist "%GLIA_JAVA%" for %%I in ("%GLIA_JAVA%\..\..") do call :consider "%%~fI"
if not defined java_home if defined JAVA_HOME call :consider "%JAVA_HOME%"
if not defined java_home for /f "delims=" %%J in ('where java 2^>nul') do if not defined java_home for %%I in ("%%~dpJ..") do call :consider "%%~fI"
for %%F in ("%ProgramFiles%\Java" "%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%ProgramFiles%\Amazon Corretto" "%USERPROFILE%\.jdks" "%LOCALAPPDATA%\Programs\Eclipse Adoptium") do (
    if not defined java_home if exist "%%~F" for /d %%D in ("%%~F\*") do if not defined java_home call :consider "%%~fD"
)
if not defined java_home (
    if not defined found set "found=found none"
    call :refuse
    exit /b 70
)

set "archive="
set "cache=%GLIA_CACHE%"
if not defined cache if defined LOCALAPPDATA set "cache=%LOCALAPPDATA%\Glia"
if defined cache (
    if not exist "%cache%\classes" mkdir "%cache%\classes" 2>nul
    if exist "%cache%\classes" set "archive=%cache%\classes\%full%.jsa"
)
set "options="
if exist "%home%\etc\jvm.options" set options="@%home%\etc\jvm.options"
set flags=%options% %GLIA_JAVA_OPTS% -Xlog:disable --add-modules=jdk.incubator.vector --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true
set launcher="%home%\lib\org.glia.launcher.jar"

rem Class data of a first, empty start makes all later ones faster; what does not fit any more is ignored by the JVM.
set "sharing="
set "fresh=%archive%.%RANDOM%"
if defined archive if not exist "%archive%" (
    "%java_home%\bin\java.exe" %flags% "-XX:ArchiveClassesAtExit=%fresh%" -jar %launcher% -c version <nul >nul 2>nul
    if exist "%fresh%" move /y "%fresh%" "%archive%" >nul 2>nul
)
if defined archive if exist "%archive%" set sharing="-XX:SharedArchiveFile=%archive%"

"%java_home%\bin\java.exe" %flags% %sharing% -jar %launcher% %*
exit /b %ERRORLEVEL%

:refuse
echo Glia needs Java %needed% or newer; %found%; install one or set JAVA_HOME. 1>&2
exit /b 0

rem Takes a Java home that is new enough, by its release file; remembers the first that is too old.
:consider
if not exist "%~1\bin\java.exe" exit /b 1
if not exist "%~1\release" exit /b 1
set "candidate_version="
for /f "usebackq tokens=2 delims==" %%V in (`findstr /b "JAVA_VERSION=" "%~1\release"`) do set "candidate_version=%%~V"
if not defined candidate_version exit /b 1
set "major="
for /f "delims=.-+_" %%M in ("%candidate_version%") do set "major=%%M"
if not defined major exit /b 1
if %major% GEQ %needed% (
    set "java_home=%~1"
    set "full=%candidate_version%"
    exit /b 0
)
if not defined found set "found=found %major% at %~1"
exit /b 1
