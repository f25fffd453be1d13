package fail2ban.conformance.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** No import runs upstream: what a package may use stands above it in the table. */
class DirectionTest {

  /** A row's packages know nothing of each other; a package knows rows above its own only. */
  private static final List<List<String>> ROWS =
      List.of(
          List.of("engine.value"),
          List.of("engine.log"),
          List.of("engine.time"),
          List.of("engine.formula"),
          List.of("engine.wire"),
          List.of("engine.address"),
          List.of("engine.pyregex"),
          List.of("engine.date"),
          List.of("engine.filter"),
          List.of("engine.prefilter"),
          List.of("engine.lint"),
          List.of("engine.jail"),
          List.of("engine.action"),
          List.of("reader.text"),
          List.of("reader.resolve"),
          List.of("reader.check"),
          List.of("reader.stream"),
          List.of("server.libc"),
          List.of("server.count"),
          List.of("server.source", "server.store", "server.enforce", "server.dns", "server.report"),
          List.of("server.jail"),
          List.of("server.figures"),
          List.of("server.history", "server.events"),
          List.of("server.control", "server.page"),
          List.of("server.main"),
          List.of("client"));

  private final JavaClasses program =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("fail2ban");

  @Test
  void everyPackageHasItsRow() {
    assertThat(program).isNotEmpty();
    assertThat(program).allSatisfy(type -> assertThat(rowOf(type)).isNotNegative());
  }

  @Test
  void importsRunDownTheTable() {
    var upstream = new TreeSet<String>();
    for (JavaClass type : program) {
      type.getDirectDependenciesFromSelf().stream()
          .filter(dependency -> ours(dependency.getTargetClass()))
          .filter(dependency -> !allowed(type, dependency.getTargetClass()))
          .forEach(dependency -> upstream.add(dependency.getDescription()));
    }
    assertThat(upstream).isEmpty();
  }

  private static boolean allowed(JavaClass from, JavaClass to) {
    return placeOf(from).equals(placeOf(to)) || rowOf(to) < rowOf(from);
  }

  private static boolean ours(JavaClass type) {
    return type.getPackageName().startsWith("fail2ban.");
  }

  private static int rowOf(JavaClass type) {
    String place = placeOf(type);
    for (int row = 0; row < ROWS.size(); row++) {
      if (ROWS.get(row).contains(place)) {
        return row;
      }
    }
    return -1;
  }

  /** The table's name for a class's package; packages below it belong to the same place. */
  private static String placeOf(JavaClass type) {
    String[] words = type.getPackageName().split("\\.");
    if (words.length < 3) {
      return words[words.length - 1];
    }
    return words[1].equals("client") ? "client" : words[1] + "." + words[2];
  }
}
