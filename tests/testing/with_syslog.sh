#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# with_syslog.sh [--hanging] MESSAGES COMMAND...: runs a command where /dev/log belongs to a syslog daemon of its
# own, which writes to the file MESSAGES. The machine's own /dev and log are not touched: the command
# has a private view of the file system. The daemon ends with the command. With --hanging it is there
# and takes nothing.

set -eu
if [ "$1" != inside ]; then
  exec unshare --map-root-user --mount "$0" inside "$@"
fi
shift
hanging=
if [ "$1" = --hanging ]; then
  hanging=yes
  shift
fi
messages=$1
shift
dev=$messages.dev
mkdir "$dev"
mount -t tmpfs none "$dev"
for device in null zero random urandom; do
  : >"$dev/$device"
  mount --bind "/dev/$device" "$dev/$device"
done
mount --rbind "$dev" /dev
setpriv --pdeathsig KILL busybox syslogd -n -O "$messages" &
while [ ! -S /dev/log ]; do sleep 0.02; done
if [ -n "$hanging" ]; then kill -STOP $!; fi
exec setpriv --pdeathsig KILL "$@"
