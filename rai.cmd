@echo off
rem RAI on Windows: rai starts the shell, rai <command> ... runs one command. Needs Java 17 or newer.
rem Environment: JAVA_HOME, RAI_JAVA_OPTS (more options for Java), RAI_DEBUG=1 (stack traces), RAI_VECTORS=0.
setlocal EnableExtensions DisableDelayedExpansion
set "rai_home=%~dp0"
set "rai_java=java"
if defined JAVA_HOME set "rai_java=%JAVA_HOME%\bin\java.exe"

rem the version in: openjdk version "17.0.15" 2025-04-15
set "rai_version="
for /f "tokens=3" %%v in ('""%rai_java%" -version 2^>^&1 ^| findstr /c:" version ""') do if not defined rai_version set "rai_version=%%~v"
if not defined rai_version (
    echo rai: no Java found: install Java 17 or newer, or set JAVA_HOME 1>&2
    exit /b 1
)
for /f "tokens=1 delims=.-+" %%v in ("%rai_version%") do set "rai_version=%%v"
if %rai_version% LSS 17 (
    echo rai: Java %rai_version% is too old: Java 17 or newer is needed 1>&2
    exit /b 1
)
if not exist "%rai_home%dist\lib\rai.launcher.jar" (
    echo rai: there is no application in %rai_home%dist: unpack the whole archive 1>&2
    exit /b 1
)

rem Java 23 and later warn of sun.misc.Unsafe, which the framework and ND4J use.
set "rai_options=-XX:+UseSerialGC -Xshare:auto -Djava.awt.headless=true"
if %rai_version% GEQ 23 set "rai_options=%rai_options% --sun-misc-unsafe-memory-access=allow"
if not "%RAI_VECTORS%"=="0" set "rai_options=%rai_options% -Drai.vectors=true"

rem Each product runs in one thread: RAI runs several at a time.
if not defined OPENBLAS_NUM_THREADS set "OPENBLAS_NUM_THREADS=1"
if not defined OMP_NUM_THREADS set "OMP_NUM_THREADS=1"

"%rai_java%" %rai_options% -Dorg.bytedeco.javacpp.maxbytes=0 -Dorg.bytedeco.javacpp.maxphysicalbytes=0 ^
    -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -Dorg.slf4j.simpleLogger.logFile=System.err %RAI_JAVA_OPTS% ^
    -Drai.command=rai -jar "%rai_home%dist\lib\rai.launcher.jar" %*
exit /b %ERRORLEVEL%
