package fail2ban.server.main;

import fail2ban.engine.log.Log;
import fail2ban.engine.value.Value;
import fail2ban.server.control.CommandFailure;
import fail2ban.server.control.Service;
import fail2ban.server.page.BadPageSettingException;
import fail2ban.server.page.Page;
import fail2ban.server.page.PageSection;
import fail2ban.server.page.PageSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens and closes the page as the section {@code [Page]} says. The same section again changes
 * nothing, so that a reload does not log anybody out; another one opens the page anew. Safe on any
 * thread.
 */
final class PageService implements Service {

  private static final Set<String> NO = Set.of("0", "false", "no", "off");

  private final Page.Surroundings around;
  private final Onlookers onlookers;
  private final Supplier<Optional<String>> database;
  private final Log log;
  private Map<String, String> section = Map.of();
  private @Nullable Page page;

  /**
   * @param database the file beside which tokens are kept, if the section does not say where
   */
  PageService(Page.Surroundings around, Onlookers onlookers, Supplier<Optional<String>> database) {
    this.around = around;
    this.onlookers = onlookers;
    this.database = database;
    this.log = around.log();
  }

  @Override
  public synchronized Value configure(Map<String, String> wanted) throws CommandFailure {
    if (!wanted.equals(section) || page == null) {
      off();
      try {
        open(wanted);
        section = Map.copyOf(wanted);
      } catch (BadPageSettingException | IOException e) {
        throw CommandFailure.badValue("The page is not served: " + e.getMessage());
      }
    }
    return shown();
  }

  private void open(Map<String, String> wanted) throws BadPageSettingException, IOException {
    boolean enabled = !NO.contains(wanted.getOrDefault("enabled", "").toLowerCase(Locale.ROOT));
    Optional<PageSettings> settings = PageSection.read(wanted, tokens());
    if (enabled && settings.isPresent()) {
      Page opened = Page.open(settings.get(), around);
      onlookers.add(opened.onlooker());
      page = opened;
      log.info("Page at " + opened.place());
    }
  }

  private Optional<Path> tokens() {
    return database
        .get()
        .map(Path::of)
        .filter(Path::isAbsolute)
        .map(file -> file.resolveSibling("page.tokens"));
  }

  @Override
  public synchronized void off() {
    if (page != null) {
      onlookers.remove(page.onlooker());
      page.close();
      page = null;
    }
  }

  @Override
  public synchronized Value shown() {
    return page == null ? Value.NONE : Value.text(page.place());
  }

  @Override
  public Value perform(List<String> words) throws CommandFailure {
    if (words.equals(List.of("status"))) {
      return shown();
    }
    return new TokenWords(served().tokens()).perform(words);
  }

  private synchronized Page served() throws CommandFailure {
    if (page == null) {
      throw CommandFailure.impossible("No page is served: set listen in [Page] of fail2ban.conf");
    }
    return page;
  }
}
