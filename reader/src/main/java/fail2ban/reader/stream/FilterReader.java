package fail2ban.reader.stream;

import fail2ban.engine.value.PythonRepr;
import fail2ban.reader.resolve.LayeredConfig;
import fail2ban.reader.resolve.Reference;
import fail2ban.reader.resolve.ReferenceParser;
import fail2ban.reader.resolve.TracedText;
import fail2ban.reader.resolve.UnresolvableException;
import fail2ban.reader.text.Problem;
import java.util.Optional;

/** Reads the filter that a jail names. Belongs to one thread and serves one jail. */
final class FilterReader {

  private final JailScope scope;
  private final DefinitionFiles files;

  FilterReader(JailScope scope, DefinitionFiles files) {
    this.scope = scope;
    this.files = files;
  }

  /** No options if the jail has no filter, or a wrong one, which is reported. */
  FilterOptions read(String backend) {
    Optional<Option> option = scope.option("filter").filter(found -> !found.value().isEmpty());
    if (option.isEmpty()) {
      withoutFilter();
      return FilterOptions.none();
    }
    TracedText text = option.get().value();
    try {
      Reference reference = ReferenceParser.parse(text);
      String logtype = backend.startsWith("systemd") ? "journal" : "file";
      return read(option.get(), reference.withDefault("logtype", TracedText.builtIn(logtype)));
    } catch (UnresolvableException reason) {
      scope.mistake(
          reason
              .problem()
              .within(
                  "Invalid filter definition " + quoted(text) + ": " + reason.getMessage(),
                  option.get().place()));
      return FilterOptions.none();
    }
  }

  /** If its value could not be made out, that was said. */
  private void withoutFilter() {
    if (scope.text("filter").isPresent() || !scope.has("filter")) {
      scope.warn(Problem.warning("No filter set for jail " + scope.jail()).at(scope.header()));
      scope
          .similar()
          .ifPresent(other ->
              scope.warn(
                  Problem.warning(
                          "[%s] enables a jail but nothing gives it a filter, did you mean [%s]?"
                              .formatted(scope.jail(), other))
                      .at(scope.header())));
    }
  }

  private FilterOptions read(Option option, Reference reference) {
    Optional<LayeredConfig> file =
        files.find(
            DefinitionFiles.name("filter.d", reference),
            option.place(),
            reference,
            FilterOptions.MEANINGFUL);
    if (file.isEmpty()) {
      scope.mistake(
          option.blamed(
              Problem.error("Unable to read the filter " + PythonRepr.quote(reference.name())),
              0,
              reference.name().length()));
      return FilterOptions.none();
    }
    try {
      return FilterOptions.of(scope.jail(), file.get(), reference, scope.builtin());
    } catch (UnresolvableException reason) {
      scope.mistake(
          reason
              .problem()
              .within(
                  "Error in filter definition "
                      + quoted(option.value())
                      + ": "
                      + reason.getMessage(),
                  option.place()));
      return FilterOptions.none();
    }
  }

  private static String quoted(TracedText text) {
    return PythonRepr.quote(text.text());
  }
}
