package fail2ban.client.json;

import static fail2ban.engine.value.Value.list;
import static fail2ban.engine.value.Value.text;
import static fail2ban.engine.value.Value.tuple;
import static fail2ban.engine.value.Value.whole;
import static fail2ban.engine.value.Value.words;
import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.value.Value;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The keys and forms that docs/json.md promises. */
class JsonRepliesTest {

  private static final Value COUNTERS =
      list(text("polling"), tuple(whole(1), whole(2)), tuple(whole(3), whole(4)));

  private final JsonReplies replies = new JsonReplies(ZoneId.of("Europe/Zurich"));

  static Stream<Arguments> answers() {
    return Stream.of(
        answer("ping", text("pong"), "{'ping':'pong'}"),
        answer("version", text("1.1.2"), "{'version':'1.1.2'}"),
        answer("echo a b", words("a", "b"), "{'echo':['a','b']}"),
        answer("status", status(2, "a, b"), "{'jail_count':2,'jails':['a','b']}"),
        answer("status", status(0, ""), "{'jail_count':0,'jails':[]}"),
        answer(
            "status j",
            jail("Journal matches", words("A=b + C=d"), "Banned IP list"),
            "{'jail':'j','filter':{'total_failed':7,'journal_matches':['A=b + C=d']},"
                + "'actions':{'banned':['::1']}}"),
        answer(
            "status j cymru",
            jail("File list", words("/a"), "Banned ASN list"),
            "{'jail':'j','filter':{'total_failed':7,'files':['/a']},"
                + "'actions':{'banned_asn':['::1']}}"),
        answer(
            "status j stats",
            COUNTERS,
            "{'jail':'j','backend':'polling','currently_failed':1,'total_failed':2,"
                + "'currently_banned':3,'total_banned':4}"),
        answer(
            "stats",
            new Value.Mapping(Map.of(text("j"), COUNTERS)),
            "{'stats':{'j':{'backend':'polling','currently_failed':1,'total_failed':2,"
                + "'currently_banned':3,'total_banned':4}}}"),
        answer("statistics", new Value.Mapping(Map.of()), "{'stats':{}}"),
        answer(
            "banned",
            list(new Value.Mapping(Map.of(text("j"), words("::1")))),
            "{'banned':{'j':['::1']}}"),
        answer("banned ::1 x", list(words("j"), list()), "{'banned_in':{'::1':['j'],'x':[]}}"),
        answer("get loglevel", text("INFO"), "{'loglevel':'INFO'}"),
        answer("get dbfile", Value.NONE, "{'dbfile':null}"),
        answer("get dbpurgeage", whole(86400), "{'dbpurgeage':86400}"),
        answer("get j findtime", new Value.Real(0.5), "{'jail':'j','findtime':0.5}"),
        answer("get j bantime.increment", Value.TRUE, "{'jail':'j','bantime.increment':true}"),
        answer("get j logpath", words("/a"), "{'jail':'j','logpath':['/a']}"),
        answer(
            "get j journalmatch", list(words("a", "+")), "{'jail':'j','journalmatch':[['a','+']]}"),
        answer("get j datepattern", Value.NONE, "{'jail':'j','datepattern':null}"),
        answer(
            "get j datepattern",
            tuple(Value.NONE, text("Epoch")),
            "{'jail':'j','datepattern':{'pattern':null,'name':'Epoch'}}"),
        answer("get j ignorecache", Value.NONE, "{'jail':'j','ignorecache':null}"),
        answer(
            "get j ignorecache",
            list(text("<ip>"), whole(10), whole(300)),
            "{'jail':'j','ignorecache':{'key':'<ip>','max_count':10,'max_time':300}}"),
        answer("get j actions", words("a"), "{'jail':'j','actions':['a']}"),
        answer(
            "get j actionproperties a",
            words("name"),
            "{'jail':'j','action':'a','properties':['name']}"),
        answer(
            "get j actionmethods a", words("ban"), "{'jail':'j','action':'a','methods':['ban']}"),
        answer(
            "get j action a name",
            text("it"),
            "{'jail':'j','action':'a','property':'name','value':'it'}"),
        answer("get j banned", words("::1"), "{'jail':'j','banned':['::1']}"),
        answer("get j banned ::1", whole(1), "{'jail':'j','is_banned':{'::1':true}}"),
        answer(
            "get j banned ::1 x",
            list(whole(1), whole(0)),
            "{'jail':'j','is_banned':{'::1':true,'x':false}}"),
        answer("get j banip", words("::1"), "{'jail':'j','banned':['::1']}"),
        answer(
            "get j banip --with-time",
            words("a b \t2026-01-02 03:04:05 + 600 = 2026-01-02 03:14:05"),
            "{'jail':'j','bans':[{'id':'a b','start':'2026-01-02T03:04:05+01:00',"
                + "'start_epoch':1767319445,'seconds':600,'permanent':false,"
                + "'end':'2026-01-02T03:14:05+01:00','end_epoch':1767320045}]}"),
        answer(
            "get j banip --with-time",
            words("x \t2026-07-02 03:04:05 + -1 = 9999-12-31 23:59:59"),
            "{'jail':'j','bans':[{'id':'x','start':'2026-07-02T03:04:05+02:00',"
                + "'start_epoch':1782954245,'seconds':-1,'permanent':true,"
                + "'end':null,'end_epoch':null}]}"),
        answer("set j maxretry 5", whole(5), "{'result':5}"),
        answer("stop", Value.NONE, "{'result':null}"),
        answer("get j maxretry", new Value.Real(Double.NaN), "{'jail':'j','maxretry':null}"));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("answers")
  void hasTheFormThatIsDocumented(List<String> command, Value reply, String json) {
    assertThat(replies.answer(command, reply)).isEqualTo(json);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void anAnswerOfAnUnknownFormIsShownAsItIs(List<String> command, Value reply, String json) {
    Value odd = tuple(whole(7));
    assertThat(replies.answer(command, odd)).contains("[7]").startsWith("{").endsWith("}");
  }

  @Test
  void refusalsTellTypeSentenceAndArguments() {
    var failure =
        new Value.Failure("fail2ban.exceptions", "UnknownJailException", List.of(text("x\"y")));
    assertThat(replies.refusal(failure))
        .isEqualTo(
            "{\"error\":{\"type\":\"UnknownJailException\","
                + "\"message\":\"Sorry but the jail 'x\\\"y' does not exist\","
                + "\"arguments\":[\"x\\\"y\"]}}");
    assertThat(replies.failure("no server"))
        .isEqualTo("{\"error\":{\"type\":\"ClientError\",\"message\":\"no server\"}}");
  }

  @Test
  void everyAnswerIsOneLine() {
    assertThat(replies.answer(List.of("get", "j", "failregex"), words("a\nb", "c\u2028d")))
        .doesNotContain("\n", "\u2028");
  }

  private static Value status(int count, String names) {
    return list(tuple(text("Number of jail"), whole(count)), tuple(text("Jail list"), text(names)));
  }

  private static Value jail(String label, Value watched, String banned) {
    return list(
        tuple(
            text("Filter"),
            list(tuple(text("Total failed"), whole(7)), tuple(text(label), watched))),
        tuple(text("Actions"), list(tuple(text(banned), words("::1")))));
  }

  private static Arguments answer(String command, Value reply, String json) {
    return Arguments.of(List.of(command.split(" ")), reply, json.replace('\'', '"'));
  }
}
