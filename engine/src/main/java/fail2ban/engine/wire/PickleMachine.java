package fail2ban.engine.wire;

import fail2ban.engine.value.Value;
import fail2ban.engine.wire.Node.ClassName;
import fail2ban.engine.wire.Node.Collection;
import fail2ban.engine.wire.Node.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Carries out the opcodes of one pickle, as far as they make plain data. */
final class PickleMachine {

  private static final Node.Mark MARK = new Node.Mark();
  private static final int HIGHEST_PROTOCOL = 5;

  private final PickleInput in;

  /** Whether classes and calls may be named, to be kept as data. */
  private final boolean calls;

  private final List<Node> stack = new ArrayList<>();
  private final Map<Long, Node> memo = new HashMap<>();

  PickleMachine(PickleInput in, boolean calls) {
    this.in = in;
    this.calls = calls;
  }

  Node run() throws PickleException {
    int opcode = in.opcode();
    while (opcode != '.') {
      if (!number(opcode) && !text(opcode) && !collection(opcode) && !memo(opcode)) {
        other(opcode);
      }
      opcode = in.opcode();
    }
    return pop();
  }

  private boolean number(int opcode) throws PickleException {
    switch (opcode) {
      case 'N' -> push(Value.NONE);
      case 0x88 -> push(Value.TRUE);
      case 0x89 -> push(Value.FALSE);
      case 'I' -> push(Literals.integer(in.line()));
      case 'L' -> push(Literals.longInteger(in.line()));
      case 'F' -> push(Literals.real(in.line()));
      case 'J' -> push(Value.whole(in.int32()));
      case 'K' -> push(Value.whole(in.unsigned(1)));
      case 'M' -> push(Value.whole(in.unsigned(2)));
      case 0x8a -> push(Value.whole(in.integer(in.unsigned(1))));
      case 0x8b -> push(Value.whole(in.integer(in.int32())));
      case 'G' -> push(new Value.Real(in.bigEndianDouble()));
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean text(int opcode) throws PickleException {
    switch (opcode) {
      case 'S' -> push(Literals.string(in.line()));
      case 'V' -> push(Literals.unicode(in.line()));
      case 'U', 'C', 0x8c -> push(Value.text(in.text(in.unsigned(1))));
      case 'T' -> push(Value.text(in.text(in.int32())));
      case 'X', 'B' -> push(Value.text(in.text(in.unsigned(4))));
      case 0x8d, 0x8e -> push(Value.text(in.text(in.length64())));
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean collection(int opcode) throws PickleException {
    switch (opcode) {
      case '(' -> stack.add(MARK);
      case ']' -> stack.add(new Collection(Kind.LIST));
      case '}' -> stack.add(new Collection(Kind.DICT));
      case 0x8f -> stack.add(new Collection(Kind.SET));
      case ')' -> stack.add(new Node.TupleOf(List.of()));
      case 0x85 -> stack.add(new Node.TupleOf(last(1)));
      case 0x86 -> stack.add(new Node.TupleOf(last(2)));
      case 0x87 -> stack.add(new Node.TupleOf(last(3)));
      case 't' -> stack.add(new Node.TupleOf(sinceMark()));
      case 'l' -> fill(new Collection(Kind.LIST), sinceMark());
      case 'd' -> fill(new Collection(Kind.DICT), sinceMark());
      case 0x91 -> fill(new Collection(Kind.SET), sinceMark());
      case 'a' -> extend(Kind.LIST, last(1));
      case 'e' -> extend(Kind.LIST, sinceMark());
      case 's' -> extend(Kind.DICT, last(2));
      case 'u' -> extend(Kind.DICT, sinceMark());
      case 0x90 -> extend(Kind.SET, sinceMark());
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean memo(int opcode) throws PickleException {
    switch (opcode) {
      case 'p' -> memo.put(index(), top());
      case 'q' -> memo.put(in.unsigned(1), top());
      case 'r' -> memo.put(in.unsigned(4), top());
      case 0x94 -> memo.put((long) memo.size(), top());
      case 'g' -> stack.add(remembered(index()));
      case 'h' -> stack.add(remembered(in.unsigned(1)));
      case 'j' -> stack.add(remembered(in.unsigned(4)));
      default -> {
        return false;
      }
    }
    return true;
  }

  private void other(int opcode) throws PickleException {
    switch (opcode) {
      case 0x80 -> protocol();
      case 0x95 -> in.frame();
      case '0' -> pop();
      case '1' -> sinceMark();
      case '2' -> stack.add(top());
      case 'c' -> name(in.line(), in.line());
      case 0x93 -> named(last(2));
      case 'R' -> call();
      case 'b' -> forget();
      case 'i', 'o', 'P', 'Q', 0x81, 0x82, 0x83, 0x84, 0x92, 0x96, 0x97, 0x98 -> throw refused();
      default -> throw new PickleException("invalid load key, '" + shown(opcode) + "'.");
    }
  }

  private void protocol() throws PickleException {
    long version = in.unsigned(1);
    if (version > HIGHEST_PROTOCOL) {
      throw new PickleException("unsupported pickle protocol: " + version);
    }
  }

  private void named(List<Node> words) throws PickleException {
    if (words.get(0) instanceof Node.Leaf(Value.Text module)
        && words.get(1) instanceof Node.Leaf(Value.Text type)) {
      name(module.text(), type.text());
    } else {
      throw new PickleException("STACK_GLOBAL requires str");
    }
  }

  private void name(String module, String type) throws PickleException {
    if (!calls) {
      throw refused();
    }
    stack.add(new ClassName(module, type));
  }

  private void call() throws PickleException {
    List<Node> both = last(2);
    if (both.get(0) instanceof ClassName target && both.get(1) instanceof Node.TupleOf arguments) {
      stack.add(new Node.Call(target, arguments.items()));
    } else {
      throw refused();
    }
  }

  /** The attributes that an exception carries beside its arguments are of no use to a client. */
  private void forget() throws PickleException {
    pop();
    if (!(top() instanceof Node.Call)) {
      throw refused();
    }
  }

  private static PickleException refused() {
    return new PickleException("only plain data is accepted, no objects");
  }

  private static String shown(int opcode) {
    return opcode > 32 && opcode < 127
        ? Character.toString(opcode)
        : "\\x" + Character.forDigit(opcode >> 4, 16) + Character.forDigit(opcode & 15, 16);
  }

  private void push(Value value) {
    stack.add(new Node.Leaf(value));
  }

  private Node top() throws PickleException {
    if (stack.isEmpty()) {
      throw new PickleException("unpickling stack underflow");
    }
    return stack.getLast();
  }

  private Node pop() throws PickleException {
    Node top = top();
    stack.removeLast();
    return top;
  }

  private List<Node> last(int count) throws PickleException {
    int from = stack.size() - count;
    if (from < 0) {
      throw new PickleException("unpickling stack underflow");
    }
    return cut(from, from);
  }

  private List<Node> sinceMark() throws PickleException {
    int mark = stack.size() - 1;
    while (mark >= 0 && !(stack.get(mark) instanceof Node.Mark)) {
      mark--;
    }
    if (mark < 0) {
      throw new PickleException("could not find MARK");
    }
    return cut(mark, mark + 1);
  }

  /** The nodes from {@code first} on, taken off the stack, which is left {@code size} high. */
  private List<Node> cut(int size, int first) {
    List<Node> nodes = List.copyOf(stack.subList(first, stack.size()));
    stack.subList(size, stack.size()).clear();
    return nodes;
  }

  private void extend(Kind kind, List<Node> items) throws PickleException {
    if (top() instanceof Collection collection && collection.kind == kind) {
      fill((Collection) pop(), items);
    } else {
      throw new PickleException("items for something that is no " + kind);
    }
  }

  private void fill(Collection collection, List<Node> items) throws PickleException {
    if (collection.kind == Kind.DICT && items.size() % 2 != 0) {
      throw new PickleException("odd number of items for DICT");
    }
    collection.items.addAll(items);
    stack.add(collection);
  }

  private Node remembered(long index) throws PickleException {
    Node node = memo.get(index);
    if (node == null) {
      throw new PickleException("Memo value not found at index " + index);
    }
    return node;
  }

  private long index() throws PickleException {
    return Literals.index(in.line());
  }
}
