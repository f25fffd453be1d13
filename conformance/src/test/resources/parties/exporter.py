"""The exporter in Go: a decoder that knows plain data and one class, `builtins.str`, and looks values up by position."""
import os
import socket
import struct

END = b"<F2B_END_COMMAND>"
MARK = object()


def decode(data):
    """Reads one pickle; whatever is not plain data is an error."""
    stack, memo, at = [], {}, 0

    def take(count):
        nonlocal at
        at += count
        if at > len(data):
            raise ValueError("cut off")
        return data[at - count:at]

    def number(form):
        return struct.unpack(form, take(struct.calcsize(form)))[0]

    def since_mark():
        place = len(stack) - 1 - stack[::-1].index(MARK)
        items = stack[place + 1:]
        del stack[place:]
        return items

    while True:
        code = take(1)
        if code == b".":
            return stack.pop()
        elif code == b"\x80":
            if number("B") > 5:
                raise ValueError("protocol")
        elif code == b"\x95":
            number("<Q")
        elif code == b"(":
            stack.append(MARK)
        elif code == b"]":
            stack.append([])
        elif code == b")":
            stack.append(())
        elif code == b"}":
            stack.append({})
        elif code == b"a":
            item = stack.pop()
            stack[-1].append(item)
        elif code == b"e":
            items = since_mark()
            stack[-1].extend(items)
        elif code == b"t":
            stack.append(tuple(since_mark()))
        elif code in (b"\x85", b"\x86", b"\x87"):
            count = code[0] - 0x84
            items = tuple(stack[-count:])
            del stack[-count:]
            stack.append(items)
        elif code == b"K":
            stack.append(number("B"))
        elif code == b"M":
            stack.append(number("<H"))
        elif code == b"J":
            stack.append(number("<i"))
        elif code == b"\x8a":
            stack.append(int.from_bytes(take(number("B")), "little", signed=True))
        elif code == b"G":
            stack.append(number(">d"))
        elif code in (b"\x8c", b"X"):
            stack.append(take(number("B") if code == b"\x8c" else number("<I")).decode())
        elif code == b"N":
            stack.append(None)
        elif code in (b"\x88", b"\x89"):
            stack.append(code == b"\x88")
        elif code == b"\x94":
            memo[len(memo)] = stack[-1]
        elif code == b"q":
            memo[number("B")] = stack[-1]
        elif code == b"r":
            memo[number("<I")] = stack[-1]
        elif code == b"h":
            stack.append(memo[number("B")])
        elif code == b"j":
            stack.append(memo[number("<I")])
        elif code == b"\x93":
            name, module = stack.pop(), stack.pop()
            if (module, name) != ("builtins", "str"):
                raise ValueError("class %s.%s" % (module, name))
            stack.append(str)
        elif code == b"R":
            arguments, function = stack.pop(), stack.pop()
            stack.append(function(*arguments))
        else:
            raise ValueError("opcode %r" % code)


def encode(words):
    """Protocol 2, as a library of another language may write it."""
    body = b"".join(b"X" + struct.pack("<I", len(word)) + word.encode() for word in words)
    return b"\x80\x02](" + body + b"e."


def typed(value, kind):
    if type(value) is not kind:
        raise TypeError("%r is no %s" % (value, kind.__name__))
    return value


def send(server, *words):
    server.sendall(encode(words) + END)
    answer = b""
    while END not in answer:
        answer += server.recv(1024) or exit("hung up")
    return typed(decode(answer[: -len(END)]), tuple)


def counter(status, part, place, label):
    group = typed(typed(status, list)[part], tuple)
    entry = typed(typed(group[1], list)[place], tuple)
    if entry[0] != label:
        raise ValueError(entry)
    return typed(entry[1], int)


with socket.socket(socket.AF_UNIX) as server:
    server.connect(os.environ["SOCKET"])
    print("f2b_up", int(send(server, "ping", "100")[1] == "pong"))
    entries = typed(send(server, "status")[1], list)
    print("f2b_jail_count", typed(typed(entries[0], tuple)[1], int))
    for jail in typed(entries[1][1], str).split(","):
        jail = jail.strip()
        status = send(server, "status", jail)[1]
        print("f2b_jail_failed_current", jail, counter(status, 0, 0, "Currently failed"))
        print("f2b_jail_failed_total", jail, counter(status, 0, 1, "Total failed"))
        print("f2b_jail_banned_current", jail, counter(status, 1, 0, "Currently banned"))
        print("f2b_jail_banned_total", jail, counter(status, 1, 1, "Total banned"))
        for metric, name in (("ban_time", "bantime"), ("find_time", "findtime"), ("max_retries", "maxretry")):
            print("f2b_config_jail_" + metric, jail, typed(send(server, "get", jail, name)[1], int))
    print("f2b_version", typed(send(server, "version")[1], str))
