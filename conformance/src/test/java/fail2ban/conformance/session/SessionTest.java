package fail2ban.conformance.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import fail2ban.conformance.support.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One session of every command, good and bad, spoken four times: the original's client and ours,
 * with the original's server and ours. Output, errors and exit status are the same, except where
 * the script gives a reason, and there they do differ.
 */
class SessionTest {

  private static final Path INSTALLED = Path.of("/usr/bin");
  private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

  @TempDir private Path folder;

  @Test
  void nobodyWhoTalksCanTellTheDifference() throws Exception {
    assumeTrue(Files.isExecutable(INSTALLED.resolve("fail2ban-server")), "needs the original");
    List<Step> steps = SessionScript.read();
    var asked =
        steps.stream().filter(Step.Ask.class::isInstance).map(Step.Ask.class::cast).toList();
    assertThat(asked).hasSizeGreaterThanOrEqualTo(250);
    List<Stage.Played> played = play(steps);
    var answers =
        new Answers(
            played.get(0).answers(),
            played.get(1).answers(),
            played.get(2).answers(),
            played.get(3).answers());
    var unexpected = new ArrayList<String>();
    for (int index = 0; index < asked.size(); index++) {
      unexpected.addAll(answers.judge(asked.get(index), index));
    }
    assertThat(unexpected).isEmpty();
    sameJson(played.get(2).json(), played.get(3).json());
  }

  /** Built over the replies, it is the same with the original's server. */
  private static void sameJson(Map<Integer, Finished> original, Map<Integer, Finished> ours) {
    assertThat(ours).isEqualTo(original).hasSizeGreaterThan(40);
    ours.forEach((line, answer) -> {
      var json = new Gson().fromJson(answer.out(), JsonObject.class);
      boolean failed = answer.status() != 0;
      assertThat(answer.out().lines()).describedAs("line " + line).hasSize(1);
      assertThat(json.has("error")).describedAs("line " + line + answer).isEqualTo(failed);
      assertThat(json.has("result")).describedAs("line " + line + answer).isFalse();
    });
  }

  private List<Stage.Played> play(List<Step> steps) throws Exception {
    try (var one = original("one");
        var two = original("two");
        var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      var all = new ArrayList<Future<Stage.Played>>();
      for (Stage stage :
          List.of(
              stage("original client, original server", INSTALLED, one),
              stage("original client, our server", CHECKOUT, two),
              stage("our client, original server", INSTALLED, new OwnClient()),
              stage("our client, our server", CHECKOUT, new OwnClient()))) {
        all.add(threads.submit(played(stage, steps)));
      }
      return List.of(all.get(0).get(), all.get(1).get(), all.get(2).get(), all.get(3).get());
    }
  }

  private static Callable<Stage.Played> played(Stage stage, List<Step> steps) {
    return () -> {
      try {
        return stage.play(steps);
      } finally {
        stage.ask(List.of("stop"));
      }
    };
  }

  private OriginalClient original(String name) throws IOException {
    return OriginalClient.start(Files.createDirectory(folder.resolve(name)));
  }

  private Stage stage(String name, Path programs, Client client) throws IOException {
    return Stage.set(name, folder.resolve(name.replaceAll("\\W+", "-")), programs, client);
  }
}
