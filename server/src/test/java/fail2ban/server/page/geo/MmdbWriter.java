package fail2ban.server.page.geo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes small databases in MaxMind's format: an IPv6 tree with records of 32 bits. */
final class MmdbWriter {

  private static final int BITS = 128;
  private static final byte[] METADATA =
      ByteBuffer.allocate(14)
          .put(new byte[] {(byte) 0xab, (byte) 0xcd, (byte) 0xef})
          .put("MaxMind.com".getBytes(StandardCharsets.US_ASCII))
          .array();

  /** A place in the tree; a child is a node, an entry or nothing. */
  private static final class Node {
    private final Object[] children = new Object[2];
  }

  private final Node root = new Node();
  private final List<Map<String, Object>> entries = new ArrayList<>();

  /**
   * @param address 16 bytes; IPv4 stands behind 12 zeros
   */
  void add(byte[] address, int prefix, Map<String, Object> entry) {
    Node node = root;
    for (int bit = 0; bit < prefix - 1; bit++) {
      int side = bit(address, bit);
      if (!(node.children[side] instanceof Node)) {
        node.children[side] = new Node();
      }
      node = (Node) node.children[side];
    }
    node.children[bit(address, prefix - 1)] = entries.size();
    entries.add(entry);
  }

  private static int bit(byte[] address, int bit) {
    return address[bit >> 3] >> (7 - (bit & 7)) & 1;
  }

  void write(Path file) throws IOException {
    List<Node> nodes = new ArrayList<>();
    collect(root, nodes);
    var data = new ByteArrayOutputStream();
    var offsets = new int[entries.size()];
    for (int index = 0; index < entries.size(); index++) {
      offsets[index] = data.size();
      data.write(encoded(entries.get(index)));
    }
    var out = new ByteArrayOutputStream();
    for (Node node : nodes) {
      for (Object child : node.children) {
        int record =
            child instanceof Node below
                ? nodes.indexOf(below)
                : child instanceof Integer entry
                    ? nodes.size() + 16 + offsets[entry]
                    : nodes.size();
        out.write(ByteBuffer.allocate(4).putInt(record).array());
      }
    }
    out.write(new byte[16]);
    out.write(data.toByteArray());
    out.write(METADATA);
    var about = new LinkedHashMap<String, Object>();
    about.put("binary_format_major_version", 2);
    about.put("binary_format_minor_version", 0);
    about.put("build_epoch", 1);
    about.put("database_type", "Test");
    about.put("description", Map.of("en", "made by a test"));
    about.put("ip_version", 6);
    about.put("languages", List.of("en"));
    about.put("node_count", nodes.size());
    about.put("record_size", 32);
    out.write(encoded(about));
    Files.write(file, out.toByteArray());
  }

  private static void collect(Node node, List<Node> nodes) {
    nodes.add(node);
    for (Object child : node.children) {
      if (child instanceof Node below) {
        collect(below, nodes);
      }
    }
  }

  private static byte[] encoded(Object value) {
    var out = new ByteArrayOutputStream();
    switch (value) {
      case String text -> {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        control(2, bytes.length, out);
        out.writeBytes(bytes);
      }
      case Integer number -> {
        control(6, 4, out);
        out.writeBytes(ByteBuffer.allocate(4).putInt(number).array());
      }
      case Map<?, ?> map -> {
        control(7, map.size(), out);
        map.forEach((name, inner) -> {
          out.writeBytes(encoded(name));
          out.writeBytes(encoded(inner));
        });
      }
      case List<?> list -> {
        out.write(list.size());
        out.write(11 - 7);
        list.forEach(inner -> out.writeBytes(encoded(inner)));
      }
      case Object other -> throw new IllegalArgumentException(other.toString());
    }
    return out.toByteArray();
  }

  private static void control(int type, int size, ByteArrayOutputStream out) {
    if (size < 29) {
      out.write(type << 5 | size);
    } else {
      out.write(type << 5 | 29);
      out.write(size - 29);
    }
  }

  static byte[] ipv4(int a, int b, int c, int d) {
    var bytes = new byte[BITS / 8];
    bytes[12] = (byte) a;
    bytes[13] = (byte) b;
    bytes[14] = (byte) c;
    bytes[15] = (byte) d;
    return bytes;
  }
}
