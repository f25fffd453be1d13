package fail2ban.client.regex;

/** The help text. */
final class Usage {

  private Usage() {}

  /** How the program is called. */
  static String line() {
    return "Usage: " + RegexProgram.NAME + " [OPTIONS] <LOG> <REGEX> [IGNOREREGEX]";
  }

  static String text(String version) {
    return line()
        + """


        Fail2Ban v%s: tries a filter on a log and shows what it finds.

        LOG:
          a file                a log; empty lines and those that begin with # are skipped
          systemd-journal       the journal, perhaps with options: systemd-journal[journalpath=DIR]
          any other text        log lines themselves, separated by line feeds

        REGEX:
          a jail                its filter with the jail's own settings, enabled or not: sshd
          a filter              file of filter.d, perhaps with options: sshd.conf[mode=aggressive]
          a path                filter file anywhere: ./mine.conf
          any other text        a failregex itself; <HOST> marks the address

        IGNOREREGEX:
          a text                an ignoreregex, instead of those of the filter

        Options:
          --version             show the version
          -V                    show the bare version number
          -h, --help            show this text
          -c, --config=DIR      folder with jail.conf and filter.d
          -d, --datepattern=P   how dates are written; a percent sign is not doubled here
          --timezone=TZ, --TZ=TZ
                                zone of dates that name none: UTC, CET, UTC+0200, -0400
          -e, --encoding=E      encoding of the log file; default is that of the locale
          -r, --raw             take host names as they are, ask no name server
          --usedns=MODE         what <HOST> accepts: yes, warn and raw any host, no only addresses
          -L, --maxlines=N      how many lines an expression may span; also how long the lists
                                of lines may be that are printed (else 20)
          -m, --journalmatch=M  journalctl's terms, instead of the filter's; for the journal only
          -l, --log-level=L     show messages of that level and above: critical, error, warning ...
          -v, --verbose         show each match and every date form; repeat for more
          --verbosity=N         the same as a number, 0 to 4
          --verbose-date, --VD  show weight, pattern and expression of the date forms
          -D, --debuggex        show links to debuggex.com
          --no-check-all        end with the first failregex that matches a line
          -o, --out=WHAT        no report: print of each failure its id, ip, msg (lines), row
                                (everything), the name of a group, or a text with tags such as
                                "<ip> <F-USER> <time> <msg>"
          -i, --invert          with -o: print the lines that are no failures
          --print-no-missed     leave out the lines that nothing matched
          --print-no-ignored    leave out the ignored lines
          --print-all-matched   print all matched lines
          --print-all-missed    print all lines that nothing matched, however many
          --print-all-ignored   print all ignored lines, however many
          --explain             for each line: where its date was found, which expression
                                matched or how far the nearest came, what ignored it
          --lint [FILTER...]    instead of a trial: what is questionable about the filters, with
                                lines that prove it; all filters if none is named. -v: all of it
          --samples             instead of a trial: hold filters against sample logs, which say what
                                is to be found in each line (see below). All words are files:
                                fail2ban-regex --samples -c config samples/sshd.txt
          -t, --log-traceback, --full-traceback
                                accepted without effect

        A sample log for --samples:
          @filter sshd[mode=extra]    the filters that the following lines go through, one a line:
                                      of filter.d, or ./mine.conf
          Jun 14 10:00:00 host sshd[101]: Invalid user bob from 203.0.113.7 port 22
          -> 203.0.113.7 user=bob time=2005-06-14T10:00:00
          Jun 14 10:00:00 host sshd[102]: Server listening on :: port 22.
          -> none: a start
          #                           a comment; empty lines count for nothing
          A case is log lines, then a line -> for each failure that is to be found in them: its id
          and, if you like, groups of the expression and the time; or -> none: and why. Each case
          meets a fresh filter. It is the 14th of August 2005, noon, in Central Europe; names are
          not looked up. With logtype=journal lines have no date. A line that begins with #, @, ->
          or \\ is written with a \\ before it. In a file without any -> nothing may be found.
          What a stranger can choose of a line can be marked: «text», and «name=text» after a line
          @part name, with rules for what the daemon makes of it: escape=syslog, vis, apache,
          nginx, json, url or raw; only=CHARACTERS, without=CHARACTERS, cut=CHARACTERS of which the
          first ends it (\\s blanks, \\w letters, digits, _); at-most=LENGTH; at-least=LENGTH; may-hide
          where the filter rather finds nobody than the wrong one. Each such part is also filled with
          some hundred hostile texts: nobody may be found whom these name, and who is found in the case
          must still be found.

        Exit status: 0 after every trial, found something or not; 255 if it could not be made;
        2 for an unknown option. With --samples 1 if anything is wrong, or an expression has no case;
        with --lint 1 if there is a warning.

        Report bugs to https://github.com/fail2ban/fail2ban/issues\
        """
            .formatted(version);
  }
}
