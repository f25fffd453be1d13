package fail2ban.conformance.session;

import fail2ban.conformance.support.Finished;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What four pairs of client and server said to the same commands. */
record Answers(
    List<Finished> original,
    List<Finished> ourServer,
    List<Finished> ourClient,
    List<Finished> ours) {

  /** What is not as the script says about one command; empty if all is. */
  List<String> judge(Step.Ask ask, int index) {
    Finished one = original.get(index);
    Finished server = ourServer.get(index);
    Finished client = ourClient.get(index);
    Finished both = ours.get(index);
    var found = new ArrayList<String>();
    if (one.equals(server) == ask.differs().isPresent()) {
      found.add(told(ask, "our server", ask.differs(), one, server));
    }
    boolean differs = !one.equals(client) || !server.equals(both);
    if (differs != ask.clientDiffers().isPresent()) {
      found.add(
          one.equals(client)
              ? told(ask, "our client at our server", ask.clientDiffers(), server, both)
              : told(ask, "our client", ask.clientDiffers(), one, client));
    }
    return found;
  }

  private static String told(
      Step.Ask ask, String who, Optional<String> reason, Finished original, Finished ours) {
    String where = "\nline " + ask.line() + ": " + ask.text() + "\n" + who;
    return reason.isPresent()
        ? where + " does not differ: " + shown(ours)
        : where + " says: " + shown(ours) + "\noriginal: " + shown(original);
  }

  private static String shown(Finished answer) {
    return (answer.status() + " " + answer.out() + answer.err()).stripTrailing();
  }
}
