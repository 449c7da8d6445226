package dev.rollcall.simulation;

import dev.rollcall.agent.journal.JournalException;
import dev.rollcall.agent.journal.JournalException.Trouble;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Stands between an agent's logic and its disk: each call is one transaction, before and after which the agent may die, and which the disk
 * may refuse. What is stored is told to the oracle.
 */
final class Gate {

    private static final Set<String> READING = Set.of(
            "checkpoint",
            "wouldGrow",
            "ring",
            "of",
            "waiting",
            "blocked",
            "device",
            "backlog",
            "epochs",
            "remembered",
            "health",
            "journal",
            "sent",
            "sentEvents",
            "unresolvedGaps",
            "rows",
            "sights",
            "undelivered",
            "damaged",
            "covered",
            "notUnderstood",
            "knows",
            "beginning",
            "latestRead",
            "lostTimes",
            "losses",
            "lowestSerial",
            "proofs",
            "untold",
            "acknowledged");

    private final World world;
    private final Branch agent;

    Gate(World world, Branch agent) {
        this.world = world;
        this.agent = agent;
    }

    <T> T around(Class<T> port, Supplier<? extends T> disk) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(),
                new Class<?>[] {port},
                (proxy, method, given) -> pass(method, given, disk.get())));
    }

    private Object pass(Method method, Object[] given, Object disk) throws Throwable {
        String what = method.getName();
        if (method.getDeclaringClass() == Object.class) {
            return call(method, given, disk);
        }
        boolean writes = !READING.contains(what);
        agent.mayDie(what);
        if (writes && agent.hasNoRoom()) {
            throw new JournalException("simulated: the disk has no room");
        }
        boolean broken = writes && world.chance().strikes(Fault.DISK_ERROR);
        if (broken && world.chance().of(Fault.DISK_ERROR).chance(0.5)) {
            throw untrusted();
        }
        world.oracle().storing(agent, what, given);
        Object told = call(method, given, disk);
        world.oracle().stored(agent, what, given, told);
        if (writes) {
            world.trace().note(agent.name(), what);
            agent.committed();
        }
        if (broken) {
            throw untrusted();
        }
        agent.mayDie(what + " done");
        return told;
    }

    private static JournalException untrusted() {
        return new JournalException("simulated: I/O error", new IllegalStateException("EIO"), Trouble.UNTRUSTED);
    }

    private static Object call(Method method, Object[] given, Object disk) throws Throwable {
        try {
            return method.invoke(disk, given);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
