package fail2ban.client.regex;

import fail2ban.client.regex.Listener.Heard;
import fail2ban.client.regex.Listener.Hit;
import fail2ban.engine.address.IpAddress;
import fail2ban.engine.filter.Failure;
import fail2ban.engine.filter.LineClock;
import fail2ban.engine.filter.LineTrial;
import fail2ban.engine.filter.LineTrial.Tried;
import fail2ban.engine.filter.MatchedLine;
import fail2ban.engine.filter.Offender;
import fail2ban.engine.filter.Trial;
import fail2ban.engine.log.Log;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The part of a trial that lines go through in their order. Owned by one thread. */
final class TrialRun {

  private static final MatchedLine UNSEEN = new MatchedLine("", "", "");

  private final Trial trial;
  private final LineTrial lineTrial;
  private final LineClock clock;
  private final Names names;
  private final Listener listener;

  TrialRun(Trial trial, Log log, Names names, Listener listener, Instant now) {
    this.trial = trial;
    this.lineTrial = new LineTrial(trial, log);
    this.clock = LineClock.unlimited(now);
    this.names = names;
    this.listener = listener;
  }

  /** True if lines can be tried alone, ahead of their turn. */
  boolean seesOneLine() {
    return trial.seesOneLine();
  }

  /** Takes in lines that were tried already. */
  void take(Matching.Matched matched) {
    Block block = matched.block();
    for (int line = 0; line < block.size(); line++) {
      int index = line;
      Trial.Outcome outcome = matched.outcome(line);
      Tried tried = lineTrial.judge(UNSEEN, block.time(line), outcome, clock);
      listener.line(heard(() -> matched.line(index), tried));
    }
  }

  /** Tries lines together with those before them. */
  void tryTogether(Block block) {
    for (int line = 0; line < block.size(); line++) {
      List<MatchedLine> before = lineTrial.held();
      MatchedLine cut = block.cut(line);
      Tried tried = lineTrial.examine(cut, block.time(line), trial.everything(), clock);
      listener.line(heard(() -> cut, tried));
      boolean full = before.size() >= trial.rules().maxLines();
      List<MatchedLine> after = lineTrial.held();
      for (MatchedLine known : full ? before.subList(1, before.size()) : before) {
        if (!after.contains(known)) {
          listener.missedWasMatched(known);
        }
      }
    }
  }

  private Heard heard(java.util.function.Supplier<MatchedLine> text, Tried tried) {
    if (tried.results().isEmpty()) {
      return new Heard(text, tried.time(), tried.outcome(), List.of());
    }
    var hits = new ArrayList<Hit>(1);
    for (LineTrial.Result result : tried.results()) {
      int regex = result.failregex();
      switch (result) {
        case LineTrial.Result.Found(int _, Failure failure) ->
            add(regex, failure, tried.time(), false, hits);
        case LineTrial.Result.Information(int _, Optional<Failure> failure) ->
            failure.ifPresentOrElse(
                known -> add(regex, known, tried.time(), true, hits),
                () -> hits.add(nobody(regex, tried.time(), true)));
        case LineTrial.Result.Pending _ -> hits.add(nobody(regex, tried.time(), false));
        case LineTrial.Result.NobodyToBlame _ -> {}
      }
    }
    return new Heard(text, tried.time(), tried.outcome(), hits);
  }

  private static Hit nobody(int regex, Instant time, boolean information) {
    return new Hit(regex, Optional.empty(), time, information, Optional.empty());
  }

  private void add(int regex, Failure failure, Instant time, boolean information, List<Hit> hits) {
    List<String> ids =
        switch (failure.offender()) {
          case Offender.Known(var id) -> List.of(id.text());
          case Offender.Host(String name) ->
              names.addresses(name).stream().map(IpAddress::text).toList();
        };
    for (String id : ids) {
      hits.add(new Hit(regex, Optional.of(id), time, information, Optional.of(failure)));
    }
  }
}
