package fail2ban.client;

import java.io.InputStream;
import java.io.PrintStream;

/** Where a program run reads and writes. */
public record Terminal(InputStream in, PrintStream out, PrintStream err) {}
