package fail2ban.server.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;

/**
 * What a name leads to now, symbolic links followed.
 *
 * @param modified the time of the last change, in the file system's clock
 */
record FileState(Identity identity, boolean regular, long size, FileTime modified) {

  /** Device and inode. While we hold a file open its number is given to no other. */
  record Identity(long device, long inode) {}

  private static final String ATTRIBUTES = "unix:dev,ino,isRegularFile,size,lastModifiedTime";

  /**
   * @throws IOException if nothing is there or it may not be asked
   */
  static FileState of(Path path) throws IOException {
    Map<String, Object> found = Files.readAttributes(path, ATTRIBUTES);
    return new FileState(
        new Identity(number(found, "dev"), number(found, "ino")),
        Boolean.TRUE.equals(found.get("isRegularFile")),
        number(found, "size"),
        (FileTime) found.getOrDefault("lastModifiedTime", FileTime.fromMillis(0)));
  }

  private static long number(Map<String, Object> attributes, String name) {
    return attributes.get(name) instanceof Number number ? number.longValue() : 0;
  }
}
