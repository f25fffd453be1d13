package fail2ban.engine.filter;

import fail2ban.engine.value.Value;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A handful of captured groups by name, in the order in which they came. One is made for each
 * match, looked at a few times and copied; so it is two arrays that are searched from their
 * beginning.
 */
final class GroupMap extends AbstractMap<String, Value> {

  private static final int FEW = 8;

  private String[] names;
  private Value[] values;
  private int size;

  GroupMap() {
    names = new String[FEW];
    values = new Value[FEW];
  }

  private GroupMap(GroupMap other) {
    names = other.names.clone();
    values = other.values.clone();
    size = other.size;
  }

  /** A copy of any groups. */
  static GroupMap of(Map<String, Value> groups) {
    if (groups instanceof GroupMap others) {
      return new GroupMap(others);
    }
    var copy = new GroupMap();
    groups.forEach(copy::put);
    return copy;
  }

  private int indexOf(Object name) {
    for (int index = 0; index < size; index++) {
      if (names[index].equals(name)) {
        return index;
      }
    }
    return -1;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean containsKey(Object name) {
    return indexOf(name) >= 0;
  }

  @Override
  public @Nullable Value get(Object name) {
    int index = indexOf(name);
    return index < 0 ? null : values[index];
  }

  @Override
  public @Nullable Value put(String name, Value value) {
    int index = indexOf(name);
    if (index < 0) {
      add(name, value);
      return null;
    }
    Value before = values[index];
    values[index] = value;
    return before;
  }

  /** Puts in a group whose name is known not to be there. */
  void add(String name, Value value) {
    if (size == names.length) {
      names = Arrays.copyOf(names, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    names[size] = name;
    values[size] = value;
    size++;
  }

  @Override
  public @Nullable Value putIfAbsent(String name, Value value) {
    int index = indexOf(name);
    if (index >= 0) {
      return values[index];
    }
    add(name, value);
    return null;
  }

  @Override
  public @Nullable Value remove(Object name) {
    int index = indexOf(name);
    if (index < 0) {
      return null;
    }
    Value before = values[index];
    size--;
    System.arraycopy(names, index + 1, names, index, size - index);
    System.arraycopy(values, index + 1, values, index, size - index);
    return before;
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super Value> action) {
    for (int index = 0; index < size; index++) {
      action.accept(names[index], values[index]);
    }
  }

  @Override
  public Set<Entry<String, Value>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Entry<String, Value>> iterator() {
        return new Entries();
      }

      @Override
      public int size() {
        return size;
      }
    };
  }

  /** Goes through the groups; takes away what was given last if asked to. */
  private final class Entries implements Iterator<Map.Entry<String, Value>> {

    private int next;

    @Override
    public boolean hasNext() {
      return next < size;
    }

    @Override
    public Entry<String, Value> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      next++;
      return Map.entry(names[next - 1], values[next - 1]);
    }

    @Override
    public void remove() {
      next--;
      var _ = GroupMap.this.remove(names[next]);
    }
  }
}
