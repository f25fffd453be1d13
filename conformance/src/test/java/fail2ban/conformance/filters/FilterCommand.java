package fail2ban.conformance.filters;

import java.util.List;

/** A command of the stream that sets an option of a jail, once for each value. */
record FilterCommand(String jail, String option, List<String> values) {}
