package fail2ban.reader.stream;

import fail2ban.engine.value.PythonRepr;
import fail2ban.reader.resolve.LayeredConfig;
import fail2ban.reader.resolve.Reference;
import fail2ban.reader.resolve.ReferenceParser;
import fail2ban.reader.resolve.UnresolvableException;
import fail2ban.reader.text.Origin;
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
    String text = scope.value("filter").orElse("");
    Optional<Origin> place = scope.origin("filter");
    if (text.isEmpty() || place.isEmpty()) {
      scope.warn("No filter set for jail " + scope.jail(), Optional.empty());
      return FilterOptions.none();
    }
    Reference reference;
    try {
      reference = ReferenceParser.parse(text);
    } catch (UnresolvableException reason) {
      scope.mistake(
          "Invalid filter definition " + PythonRepr.quote(text) + ": " + reason.getMessage(),
          place);
      return FilterOptions.none();
    }
    String logtype = backend.startsWith("systemd") ? "journal" : "file";
    return read(text, reference.withDefault("logtype", logtype), place.get());
  }

  private FilterOptions read(String text, Reference reference, Origin place) {
    Optional<LayeredConfig> file = files.find("filter.d/" + reference.name(), place);
    if (file.isEmpty()) {
      scope.mistake(
          "Unable to read the filter " + PythonRepr.quote(reference.name()), Optional.of(place));
      return FilterOptions.none();
    }
    try {
      return FilterOptions.of(file.get(), reference, place, scope.builtin());
    } catch (UnresolvableException reason) {
      scope.mistake(
          "Error in filter definition " + PythonRepr.quote(text) + ": " + reason.getMessage(),
          reason.origin().or(() -> Optional.of(place)));
      return FilterOptions.none();
    }
  }
}
