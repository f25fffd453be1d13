package fail2ban.engine.filter;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.address.IpAddress;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IgnoreListTest {

  private static IgnoreList list(String... entries) {
    IgnoreList list = IgnoreList.empty();
    for (String entry : entries) {
      list = list.with(entry);
    }
    return list;
  }

  @Test
  void addressesAreListedAfterTheRest() {
    assertThat(
            list(
                    "1.2.3.4",
                    "10.0.0.0/8",
                    "localhost",
                    "1.2.3.4/32",
                    "10.1.2.3/255.255.0.0",
                    "10.1.2.3/8",
                    "file:x",
                    "[::1]",
                    "2001:DB8::1",
                    "a b")
                .texts())
        .containsExactly(
            "10.0.0.0/8",
            "localhost",
            "10.1.0.0/16",
            "file:x",
            "a b",
            "1.2.3.4",
            "::1",
            "2001:db8::1");
  }

  @Test
  void entriesAreDeletedInAnySpelling() {
    IgnoreList list = list("10.0.0.0/8", "1.2.3.4", "name");
    assertThat(list.without("10.9.9.9/8").orElseThrow().texts()).containsExactly("name", "1.2.3.4");
    assertThat(list.without("::ffff:1.2.3.4").orElseThrow().texts())
        .containsExactly("10.0.0.0/8", "name");
    assertThat(list.without("10.0.0.1")).isEmpty();
    assertThat(list.without("other")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.3.4,true",
    "1.2.3.5,false",
    "10.200.0.1,true",
    "10.1.0.0/16,true",
    "8.0.0.0/6,false",
    "2001:db8:0:0::1,true",
    "2001:db8:1::,false",
    "john,false",
  })
  void networksContainTheirParts(String id, boolean ignored) {
    IgnoreList list = list("1.2.3.4", "10.0.0.0/8", "2001:db8::/48");
    assertThat(list.contains(FailureId.of(id))).isEqualTo(ignored);
  }

  @Test
  void namesAndFilesAreLeftToOthers() {
    IgnoreList list = list("a.example", "file:///etc/trusted", "10.0.0.0/8", "b.example");
    assertThat(list.names()).containsExactly("a.example", "b.example");
    assertThat(list.files())
        .singleElement()
        .extracting(IgnoreEntry.ListFile::path)
        .isEqualTo("/etc/trusted");
  }

  @ParameterizedTest
  @CsvSource({
    "file:/etc/x,/etc/x",
    "file://etc/x,/etc/x",
    "file:///etc/x,/etc/x",
    "file:x,x",
    "file:./x,./x",
    "file://./x,./x",
    "file://../x,../x",
    "FILE:/x,/x",
  })
  void filesAreNamedInSeveralWays(String entry, String path) {
    assertThat(new IgnoreEntry.ListFile(entry).path()).isEqualTo(path);
  }

  @Test
  void theLogSaysWhichRuleIgnores() {
    var rules =
        IgnoreRules.INITIAL
            .withOwn(Set.of(IpAddress.parse("192.0.2.1").orElseThrow()))
            .withListed(list("192.0.2.0/24"));
    FailureId self = FailureId.of("192.0.2.1");
    assertThat(rules.source(self)).contains("ignoreself rule");
    assertThat(rules.withIgnoreSelf(false).source(self)).contains("ip");
    assertThat(rules.source(FailureId.of("192.0.3.1"))).isEmpty();
  }
}
