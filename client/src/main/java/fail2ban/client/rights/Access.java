package fail2ban.client.rights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What an account may do with files, by owner, group and mode; access lists are not looked at. */
final class Access {

  private static final int READ = 4;
  private static final int WRITE = 2;
  private static final int ENTER = 1;
  private static final int GAINS_RIGHTS = 06000;

  private final Account account;

  Access(Account account) {
    this.account = account;
  }

  /** True as well for what is not there: others will complain of that. */
  boolean reads(Path path) {
    return reaches(path) && may(path, READ);
  }

  /** A file that is not there is for its folder to decide. */
  boolean writes(Path path) {
    Path folder = path.getParent();
    if (Files.notExists(path) && folder != null) {
      return reaches(path) && may(folder, WRITE | ENTER);
    }
    return reaches(path) && may(path, WRITE);
  }

  /** True if the program runs with its owner's rights, or its group's. */
  static boolean gainsRights(Path program) {
    try {
      return Files.isRegularFile(program)
          && ((int) Files.getAttribute(program, "unix:mode") & GAINS_RIGHTS) != 0;
    } catch (IOException e) {
      return false;
    }
  }

  private boolean reaches(Path path) {
    for (Path above = path.getParent(); above != null; above = above.getParent()) {
      if (!may(above, ENTER)) {
        return false;
      }
    }
    return true;
  }

  private boolean may(Path path, int wanted) {
    try {
      Map<String, Object> file = Files.readAttributes(path, "unix:uid,gid,mode");
      return (allowed(file) & wanted) == wanted;
    } catch (IOException e) {
      return Files.notExists(path);
    }
  }

  /** The three bits that count for the account. */
  private int allowed(Map<String, Object> file) {
    int mode = (Integer) file.getOrDefault("mode", 0);
    int owner = (Integer) file.getOrDefault("uid", -1);
    int group = (Integer) file.getOrDefault("gid", -1);
    if (account.user().isPresent() && account.user().getAsInt() == owner) {
      return mode >> 6 & 7;
    }
    return account.groups().contains(group) ? mode >> 3 & 7 : mode & 7;
  }
}
