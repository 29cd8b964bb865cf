#!/bin/sh
# Makes /opt/signet/cache: what the JVM keeps of a start for the next ones, and the option that has it read. Run in the image's
# build, where the service's own JVM and files are.
set -eu
cd /opt/signet
mkdir cache
java=java/bin/java
release=$("$java" -version 2>&1 | sed -n '1s/[^"]*"\([0-9]*\).*/\1/p')
if [ "$release" -ge 25 ]; then
  "$java" @jvm.options -XX:AOTCacheOutput=cache/signet.aot -jar quarkus-run.jar train
  echo "-XX:AOTCache=/opt/signet/cache/signet.aot" > cache/java.options
else
  echo "WARNING: Java $release has no AOT cache (JEP 514, Java 25): AppCDS takes its place, and a start takes longer." >&2
  "$java" @jvm.options -XX:ArchiveClassesAtExit=cache/signet.jsa -jar quarkus-run.jar train
  echo "-XX:SharedArchiveFile=/opt/signet/cache/signet.jsa" > cache/java.options
fi
ls -l cache
[ -s cache/signet.aot ] || [ -s cache/signet.jsa ]
