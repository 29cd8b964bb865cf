#!/bin/sh
# train.sh APP JAVA OPTIONS: makes APP/cache, which is what the JVM keeps of a start for the next ones, and in its file
# java.options the flag that has it read. It holds for this JVM, these options' collector and the files of APP at their place, no
# others. Run in the image's build, and before the tests that start the service many times.
set -eu
app=$1 java=$2 options=$3
rm -rf "$app/cache"
mkdir "$app/cache"
release=$("$java" -version 2>&1 | sed -n '1s/[^"]*"\([0-9]*\).*/\1/p')
if [ "$release" -ge 25 ]; then
  "$java" "@$options" -XX:AOTCacheOutput="$app/cache/signet.aot" -jar "$app/quarkus-run.jar" train
  echo "\"-XX:AOTCache=$app/cache/signet.aot\"" > "$app/cache/java.options"
else
  echo "WARNING: Java $release has no AOT cache (JEP 514, Java 25): AppCDS takes its place, and a start takes longer." >&2
  "$java" "@$options" -Xshare:off -XX:DumpLoadedClassList="$app/cache/all" -jar "$app/quarkus-run.jar" train
  # Java 17 crashes where it archives the classes of lambdas.
  grep -v '^@lambda' "$app/cache/all" > "$app/cache/classes"
  "$java" "@$options" -Xshare:dump -XX:SharedClassListFile="$app/cache/classes" -XX:SharedArchiveFile="$app/cache/signet.jsa" \
    -Xlog:cds=error -jar "$app/quarkus-run.jar"
  rm "$app/cache/all" "$app/cache/classes"
  echo "\"-XX:SharedArchiveFile=$app/cache/signet.jsa\"" > "$app/cache/java.options"
fi
ls -l "$app/cache"
[ -s "$app/cache/signet.aot" ] || [ -s "$app/cache/signet.jsa" ]
