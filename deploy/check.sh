#!/usr/bin/env bash
# Checks what is in deploy/: the manifests, the image, and two replicas of it behind a proxy with TLS. It runs as root with
# buildah, podman, runc, mmdebstrap, haproxy, wrk, openssl, curl and kubectl; what is missing skips the part that needs it, and
# the last lines say so. Everything that it starts ends with it.
#
#   deploy/check.sh
#
# JAVA25_HOME names a JDK 25, for the image that ships; with the JDK of the build alone (17 or later) the image has AppCDS in
# place of an AOT cache. Bases are made of Debian's packages, once, and kept in target/deploy: remove it to have them made anew.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly KEPT=$PWD/target/deploy LIMIT_MB=300 IDLE_MIB=140 LOADED_MIB=220
WORK= STORES= PROXY= LOAD=
declare -a SKIPPED=() FIGURES=() JAVA=()

say() { printf '\n== %s\n' "$*"; }
fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }
skip() { printf 'SKIPPED: %s\n' "$*" >&2; SKIPPED+=("$*"); }
figure() { printf '%s\n' "$*"; FIGURES+=("$*"); }
have() { command -v "$1" > /dev/null; }

# await SECONDS WHAT COMMAND...: asks until the command succeeds
await() {
  local until=$((SECONDS + $1)) what=$2
  shift 2
  until "$@"; do
    [ $SECONDS -lt $until ] || fail "waited in vain for $what"
    sleep 0.1
  done
}

end() {
  local status=$?
  trap - EXIT
  set +e
  for pid in $LOAD $PROXY $STORES; do kill "$pid" 2> /dev/null; done
  for pid in $LOAD $PROXY $STORES; do wait "$pid" 2> /dev/null; done
  if [ -n "$WORK" ]; then
    if [ -d "$WORK/storage" ]; then
      [ $status = 0 ] || for name in one two; do podman logs --tail 20 $name 2> /dev/null; done
      podman rm --all --force --time 1 > /dev/null 2>&1
      buildah rm --all > /dev/null 2>&1
      grep -o " $WORK/[^ ]*" /proc/self/mounts | sort -r | xargs -r umount --lazy
    fi
    rm -rf "$WORK"
  fi
  exit $status
}
trap end EXIT
trap 'exit 130' INT TERM HUP

# ---- what the checks run on

the_service() {
  say "the service"
  if [ ! -f target/quarkus-app/quarkus-run.jar ] || [ ! -d target/test-classes ]; then
    ./mvnw -B -ntp -q package -DskipTests
  fi
  local class_path
  class_path=$(./mvnw -B -ntp -q exec:exec -Dexec.executable=echo -Dexec.classpathScope=test -Dexec.args=%classpath | tail -n 1)
  JAVA=(java -Xmx400m -XX:+UseSerialGC -cp "$class_path")
  ls -l target/quarkus-app/quarkus-run.jar
}

# ---- manifests

manifests() {
  say "manifests"
  if compgen -G 'src/test/java/dev/signet/deploy/*IT.java' > /dev/null; then
    ./mvnw -B -ntp -q failsafe:integration-test failsafe:verify -Dit.test='dev.signet.deploy.*IT' \
      || fail "the tests of the manifests"
  else
    skip "the tests of the manifests: src/test/java/dev/signet/deploy has none"
  fi
  if [ ! -d deploy/k8s ]; then
    skip "rendering: deploy/k8s is not here"
  elif ! have kubectl; then
    skip "rendering: kubectl is not here"
  else
    for overlay in dev prod; do
      kubectl kustomize "deploy/k8s/overlays/$overlay" > "$KEPT/$overlay.yaml" || fail "overlay $overlay does not render"
      printf '%s: %s objects\n' "$overlay" "$(grep -c '^kind:' "$KEPT/$overlay.yaml")"
    done
  fi
}

# How Kubernetes is told to run it, as podman's flags.
hardened() {
  if [ -s "$KEPT/prod.yaml" ]; then
    "${JAVA[@]}" dev.signet.deploy.HardenedRun "$KEPT/prod.yaml" signet > "$WORK/hardened"
  else
    skip "hardening as rendered: there is no $KEPT/prod.yaml, this script's own flags are used"
    printf '%s\n' --user=10001:10001 --read-only --read-only-tmpfs=false --cap-drop=ALL --security-opt=no-new-privileges \
      --memory=384m --tmpfs=/tmp:rw,exec,nosuid,nodev,mode=1777 > "$WORK/hardened"
  fi
  for wanted in --user= --read-only --cap-drop=ALL --security-opt=no-new-privileges --memory= --tmpfs=/tmp; do
    grep -q -e "^$wanted" "$WORK/hardened" || fail "the Deployment does not say what podman calls $wanted"
  done
  mapfile -t HARDENED < "$WORK/hardened"
  printf '%s\n' "${HARDENED[*]}"
}

# ---- the image

containers() {
  [ "$(id -u)" = 0 ] || { skip "the image: containers are run by root here"; return 1; }
  for tool in buildah podman runc mmdebstrap; do
    have $tool || { skip "the image: $tool is not here"; return 1; }
  done
  cat > "$WORK/containers.conf" <<'CONF'
[containers]
default_ulimits = ["nofile=20000:20000", "nproc=9000:9000"]
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
CONF
  cat > "$WORK/storage.conf" <<CONF
[storage]
driver = "overlay"
graphroot = "$WORK/storage"
runroot = "$WORK/run"
CONF
  export CONTAINERS_CONF=$WORK/containers.conf CONTAINERS_STORAGE_CONF=$WORK/storage.conf BUILDAH_ISOLATION=chroot
}

# jdk: the directory of the JDK that the runtime is linked from
find_jdk() {
  local candidate
  for candidate in "${JAVA25_HOME:-}" /usr/lib/jvm/*25*; do
    if [ -n "$candidate" ] && [ -x "$candidate/bin/jlink" ]; then echo "$candidate"; return; fi
  done
  dirname "$(dirname "$(readlink -f "$(command -v jlink || command -v javac || command -v java)")")"
}

bases() {
  local jdk=$1
  say "bases of Debian's packages"
  if [ ! -s "$KEPT/base.tar" ]; then
    # The libraries are those that Debian's own JDK takes from the system to draw text; other JDKs bring them.
    mmdebstrap --quiet --variant=minbase --dpkgopt=force-unsafe-io --dpkgopt='path-exclude=/usr/share/doc/*' \
      --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
      --aptopt='Acquire::Check-Valid-Until "false"' \
      --include=libfontconfig1,fonts-dejavu-core,libfreetype6,libharfbuzz0b,libjpeg62-turbo,liblcms2-2 \
      bookworm "$WORK/base.tar" /etc/apt/sources.list.d/debian.sources || fail "no base from Debian's packages"
    mv "$WORK/base.tar" "$KEPT/base.tar"
  fi
  local made
  made=$(buildah from scratch)
  buildah add -q "$made" "$KEPT/base.tar" / > /dev/null
  buildah config --env PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$made"
  buildah commit -q "$made" signet-check/base > /dev/null
  mkdir "$WORK/jdk"
  if [ -d "$jdk/jmods" ]; then
    # Debian keeps parts of its JDK in /etc and links to them.
    tar -C "$jdk" -ch --exclude=./lib/src.zip --exclude=./docs --exclude=./man . | tar -C "$WORK/jdk" -x
  else
    # A JDK that links from itself (JEP 493) knows its files, and refuses where one is another. What it links to outside of
    # itself, as a packaged one to the system's certificates, comes along at its own path.
    cp -a "$jdk/." "$WORK/jdk"
    mkdir "$WORK/outside"
    local target
    while read -r target; do
      install -D "$target" "$WORK/outside$target"
    done < <(find "$jdk" -type l -lname '/*' -printf '%l\n')
    buildah add -q "$made" "$WORK/outside" / > /dev/null
  fi
  buildah add -q "$made" "$WORK/jdk" /opt/java/openjdk > /dev/null
  buildah config --env JAVA_HOME=/opt/java/openjdk "$made"
  buildah commit -q "$made" signet-check/jdk > /dev/null
  buildah rm "$made" > /dev/null
  rm -rf "$WORK/jdk"
}

image() {
  local jdk release
  jdk=$(find_jdk)
  release=$("$jdk/bin/java" -version 2>&1 | sed -n '1s/[^"]*"\([0-9]*\).*/\1/p')
  bases "$jdk"
  say "the image, on Java $release"
  [ "$release" -ge 25 ] || skip "the AOT cache: the JDK is $release and not 25 (JAVA25_HOME names one); AppCDS takes its place"
  buildah bud --layers=false -f deploy/container/Dockerfile -t signet-check/signet \
    --build-arg JDK=localhost/signet-check/jdk --build-arg BASE=localhost/signet-check/base \
    --build-arg REVISION="$(git rev-parse HEAD 2> /dev/null || echo unknown)" . > "$WORK/build.log" 2>&1 \
    || { tail -n 40 "$WORK/build.log" >&2; fail "the image does not build"; }
  grep -e WARNING -e '[0-9] signet\.' "$WORK/build.log" || true

  local title user size
  title=$(buildah inspect --format '{{index .OCIv1.Config.Labels "org.opencontainers.image.title"}}' signet-check/signet)
  [ "$title" = Signet ] || fail "the image has no title: '$title'"
  user=$(buildah inspect --format '{{.OCIv1.Config.User}}' signet-check/signet)
  [[ $user =~ ^[1-9][0-9]*(:|$) ]] || fail "the image's user is '$user': not a number, or root's"
  buildah push -q signet-check/signet "oci:$WORK/oci:signet"
  size=$(($(du -sb "$WORK/oci/blobs" | cut -f1) / 1000000))
  rm -rf "$WORK/oci"
  figure "image: $size MB compressed, Java $release"
  [ "$size" -lt $LIMIT_MB ] || fail "the image has $size MB, not less than $LIMIT_MB"
}

# ---- two replicas

free_port() {
  local port
  while port=$((20000 + RANDOM % 12000)); (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null; do :; done
  echo $port
}

stores() {
  say "PostgreSQL and Redis"
  "${JAVA[@]}" dev.signet.local.StoresAlone "$WORK/stores/check" "$WORK/stores.env" > "$WORK/stores.log" 2>&1 &
  STORES=$!
  await 300 "the stores ($(cat "$WORK/stores.log"))" test -s "$WORK/stores.env"
  cut -d= -f1 "$WORK/stores.env" | tr '\n' ' '
}

# signet NAME PORT MANAGEMENT [PODMAN'S FLAGS...]
signet() {
  local name=$1 port=$2 management=$3
  shift 3
  podman run --name "$name" --network=host --log-driver=k8s-file "${HARDENED[@]}" --env-file "$WORK/stores.env" \
    --env SIGNET_ISSUER="https://localhost:$TLS" --env SIGNET_KEYS_ENCRYPTION_KEY="$KEY" \
    --env SIGNET_ADMIN_CLIENT_ID=signet-admin --env SIGNET_ADMIN_CLIENT_SECRET=signet-admin-secret \
    --env SIGNET_HTTP_TRUSTED_PROXIES=127.0.0.1 --env QUARKUS_FLYWAY_MIGRATE_AT_START=false \
    --env QUARKUS_HTTP_PORT="$port" --env QUARKUS_MANAGEMENT_PORT="$management" "$@" signet-check/signet
}

ready() { curl -sf -o /dev/null "http://127.0.0.1:$1/q/health/ready"; }

refusal() {
  say "a start without settings"
  local answer
  if answer=$(podman run --rm --network=host "${HARDENED[@]}" signet-check/signet 2>&1); then
    fail "it started"
  fi
  printf '%s\n' "$answer"
  for setting in signet.issuer signet.keys.encryption-key quarkus.datasource.reactive.url quarkus.redis.hosts; do
    grep -q "$setting is not set" <<< "$answer" || fail "no sentence about $setting"
  done
}

proxy() {
  openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1 \
    -keyout "$WORK/key.pem" -out "$WORK/cert.pem" 2> /dev/null
  cat "$WORK/cert.pem" "$WORK/key.pem" > "$WORK/tls.pem"
  # No retries: a request that a replica loses is seen.
  cat > "$WORK/haproxy.cfg" <<CONF
global
  maxconn 400
defaults
  mode http
  retries 0
  timeout connect 2s
  timeout client 20s
  timeout server 20s
frontend tls
  bind 127.0.0.1:$TLS ssl crt $WORK/tls.pem
  option forwardfor
  default_backend replicas
backend replicas
  option httpchk GET /q/health/ready
  http-check expect status 200
  default-server check inter 200ms fall 2 rise 2
  server one 127.0.0.1:$ONE port $ONE_M
  server two 127.0.0.1:$TWO port $TWO_M
CONF
  haproxy -db -f "$WORK/haproxy.cfg" > "$WORK/haproxy.log" 2>&1 &
  PROXY=$!
  await 30 "the proxy" call -o /dev/null "https://localhost:$TLS/.well-known/jwks.json"
}

call() { curl -sf --cacert "$WORK/cert.pem" "$@"; }

replicas() {
  say "two replicas behind a proxy"
  podman run --rm --network=host "${HARDENED[@]}" --env-file "$WORK/stores.env" --env SIGNET_KEYS_ENCRYPTION_KEY="$KEY" \
    --env SIGNET_ISSUER="https://localhost:$TLS" --env QUARKUS_INIT_AND_EXIT=true signet-check/signet > "$WORK/migration.log" 2>&1 \
    || { tail "$WORK/migration.log" >&2; fail "the migration"; }
  signet one "$ONE" "$ONE_M" --detach > /dev/null
  await 300 "the first replica" ready "$ONE_M"
  signet two "$TWO" "$TWO_M" --detach > /dev/null
  await 300 "the second replica" ready "$TWO_M"
  proxy
  local idle
  idle=$(settled one)
  figure "memory without mapped files, idle: $idle MiB"
  [ "$idle" -le $IDLE_MIB ] || fail "more than $IDLE_MIB MiB"
}

# register ADDRESS NAME: the status of a registration from that address, with a forwarded address of the caller's own making
register() {
  curl -s -o /dev/null -w '%{http_code}' --cacert "$WORK/cert.pem" --interface "$1" -H "X-Forwarded-For: 203.0.113.$RANDOM" \
    -H "X-Forwarded-For: 203.0.113.$((RANDOM % 256))" -H 'Content-Type: application/json' \
    -d "{\"username\":\"$2\",\"password\":\"seven purple umbrellas\"}" "https://localhost:$TLS/api/v1/users"
}

spoofing() {
  say "a caller that says it is somebody else"
  local answers='' n
  for n in 1 2 3 4; do answers+="$(register 127.0.0.21 "mary$n") "; done
  printf 'from 127.0.0.21: %s\n' "$answers"
  [ "$answers" = "201 201 201 429 " ] || fail "three registrations are let through, whatever a caller says: $answers"
  # The counter was the caller's: another one is not held up.
  n=$(register 127.0.0.22 mary5)
  printf 'from 127.0.0.22: %s\n' "$n"
  [ "$n" = 201 ] || fail "another address may register: $n"
}

picture() {
  say "a verification code drawn by the linked runtime"
  call -H 'Content-Type: application/json' -d '{"type":"image"}' "https://localhost:$TLS/api/v1/captchas" > "$WORK/captcha"
  sed -n 's/.*data:image\/png;base64,\([^"]*\)".*/\1/p' "$WORK/captcha" | base64 -d > "$WORK/captcha.png"
  [ "$(head -c 8 "$WORK/captcha.png" | od -An -tx1 | tr -d ' \n')" = 89504e470d0a1a0a ] \
    || fail "no PNG: $(head -c 300 "$WORK/captcha")"
  printf 'PNG, %s bytes\n' "$(stat -c %s "$WORK/captcha.png")"
}

# anonymous NAME: MiB that no file backs, of the replica's JVM
anonymous() { awk '/^RssAnon/ {print int($2 / 1024 + 0.5)}' "/proc/$(podman inspect --format '{{.State.Pid}}' "$1")/status"; }

# settled NAME: the least of it within 15 s, in which the JVM gives back what its compilers took for the start
settled() {
  local least=100000 now until=$((SECONDS + 15))
  while [ $SECONDS -lt $until ]; do
    now=$(anonymous "$1")
    [ "$now" -ge $least ] || least=$now
    sleep 0.5
  done
  echo "$least"
}

# load SECONDS: tokens through the proxy; adds to the counts of answers and of what was no 2xx
load() {
  wrk -t 1 -c 8 -d "$1s" --timeout 10s -s "$WORK/token.lua" "https://localhost:$TLS" > "$WORK/wrk.log" 2>&1 \
    || { cat "$WORK/wrk.log" >&2; return 1; }
  cat "$WORK/wrk.log" >> "$WORK/wrk.all"
}

loads() { [ "$(grep -c 'requests in' "$WORK/wrk.all")" -ge "$1" ]; }

# ups NAME: how often the proxy has found that replica to be up again
ups() { grep -c "Server replicas/$1 is UP" "$WORK/haproxy.log" || true; }

up_again() { [ "$(ups "$1")" -gt "$2" ]; }

replace() {
  local before
  before=$(ups "$1")
  podman stop --time 40 "$1" > /dev/null
  podman rm "$1" > /dev/null
  signet "$@" --detach > /dev/null
  await 300 "replica $1 to be back" ready "$3"
  # as a Service's endpoints would
  await 30 "the proxy to see it" up_again "$1" "$before"
}

rolling() {
  say "a rolling stop under load"
  if ! have wrk; then skip "the rolling stop: wrk is not here"; return; fi
  cat > "$WORK/token.lua" <<CONF
wrk.method, wrk.path = "POST", "/oauth2/token"
wrk.body = "grant_type=client_credentials"
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
wrk.headers["Authorization"] = "Basic $(printf signet-admin:signet-admin-secret | base64)"
CONF
  local loaded
  : > "$WORK/wrk.all"
  (for _ in $(seq 60); do [ ! -f "$WORK/rolled" ] || exit 0; load 5 || exit 1; done; exit 1) &
  LOAD=$!
  replace one "$ONE" "$ONE_M"
  replace two "$TWO" "$TWO_M"
  # both replicas have had their share of it for a while
  await 60 "some load" loads 3
  loaded=$(anonymous two)
  touch "$WORK/rolled"
  wait "$LOAD" || { LOAD=; fail "the load did not run to its end"; }
  LOAD=
  local answered lost
  answered=$(awk '/requests in/ {n += $1} END {print n + 0}' "$WORK/wrk.all")
  lost=$(grep -E 'Non-2xx|Socket errors' "$WORK/wrk.all" || true)
  figure "rolling stop: $answered tokens, $([ -z "$lost" ] && echo 'none lost' || echo "$lost")"
  [ -z "$lost" ] || fail "requests were lost: $lost"
  [ "$answered" -gt 100 ] || fail "that was no load: $answered"
  figure "memory without mapped files under load: $loaded MiB"
  [ "$loaded" -le $LOADED_MIB ] || fail "more than $LOADED_MIB MiB"
}

# ---- all of it

mkdir -p "$KEPT"
WORK=$(mktemp -d "${TMPDIR:-/tmp}/signet-check.XXXXXX")
the_service
manifests
if containers; then
  hardened
  image
  refusal
  if have haproxy && have openssl && have curl; then
    TLS=$(free_port) ONE=$(free_port) ONE_M=$(free_port) TWO=$(free_port) TWO_M=$(free_port)
    KEY=$(openssl rand -base64 32)
    stores
    replicas
    spoofing
    picture
    rolling
  else
    skip "the replicas: haproxy, openssl or curl is not here"
  fi
fi

say "done in $SECONDS s"
printf '%s\n' "${FIGURES[@]}"
for what in "${SKIPPED[@]}"; do printf 'SKIPPED: %s\n' "$what"; done
