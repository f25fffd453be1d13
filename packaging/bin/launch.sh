#!/bin/sh
# @DESCRIPTION@
#
# FAIL2BAN_JAVA_OPTIONS (split at blanks) overrides the flags below, for instance -Xmx1g for very many bans.
@ROOT@
home=$root/lib/fail2ban-java

# The runtime is ours alone: what this machine tells its other Javas is of no concern.
unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS
# Without a UTF-8 locale, as usual for a service, file names and arguments would be mangled. The
# programs that the server starts get the original value back, empty for none.
export FAIL2BAN_ORIGINAL_LC_ALL="${LC_ALL-}" LC_ALL=C.UTF-8

# The archive of loaded classes that the training made on this machine.
cache=@CACHE@/@PROGRAM@.aot
if [ -n "${FAIL2BAN_TRAINING-}" ]; then
  cache=-XX:AOTCacheOutput=$FAIL2BAN_TRAINING
elif [ -r "$cache" ]; then
  cache=-XX:AOTCache=$cache
else
  cache=-Xshare:auto
fi
unset FAIL2BAN_TRAINING
set -f
