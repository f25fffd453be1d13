package fail2ban.engine.jail;

import fail2ban.engine.address.FailureId;

/** What a decision of the jail asks the world to do. */
public sealed interface Effect {

  /** Something to tell. */
  record Tell(JailEvent event) implements Effect {}

  /** A tally was opened or changed: remember it. */
  record KeepTally(Tally tally) implements Effect {}

  /** A tally led to a ban or is out of date: forget it. */
  record DropTally(FailureId id) implements Effect {}

  /** A ban began: remember it. */
  record KeepBan(Ban ban) implements Effect {}

  /** A ban in force will last longer: remember that. */
  record KeepLongerBan(Ban ban) implements Effect {}

  /** A ban was taken back by command: forget it. */
  record ForgetBan(FailureId id) implements Effect {}

  /** Run the actions that hold the offender off. */
  record Enforce(Ban ban) implements Effect {}

  /** He fails although he is banned: actions that have lost their rules are to run once more. */
  record EnforceAgain(Ban ban) implements Effect {}

  /** Run what tells the actions that this ban lasts longer than usual. */
  record Prolong(Ban ban) implements Effect {}

  /** Run the actions that let the offender in again. */
  record Lift(Ban ban) implements Effect {}
}
