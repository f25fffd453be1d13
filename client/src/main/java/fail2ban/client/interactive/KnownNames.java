package fail2ban.client.interactive;

import java.util.List;

/** What a running server can be asked about; empty lists if there is none. */
public interface KnownNames {

  List<String> jails();

  List<String> actions(String jail);

  List<String> banned(String jail);
}
