package dev.rollcall.simulation.planted;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A port some of whose methods are replaced; all others go to the real one. */
final class Altered {

    private static final Map<Class<?>, Map<String, Method>> METHODS = new ConcurrentHashMap<>();

    private Altered() {}

    /**
     * Returns a port.
     *
     * @param instead an object whose public methods replace those of the port of the same name and parameters
     */
    static <T> T of(Class<T> port, T real, Object instead) {
        Map<String, Method> replaced = methods(port, instead.getClass());
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (proxy, method, given) -> {
                    Method other = replaced.get(signature(method));
                    try {
                        return other == null ? method.invoke(real, given) : other.invoke(instead, given);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }

    private static Map<String, Method> methods(Class<?> port, Class<?> type) {
        return METHODS.computeIfAbsent(type, ignored -> read(port, type));
    }

    private static Map<String, Method> read(Class<?> port, Class<?> type) {
        Map<String, Method> replaced = new HashMap<>();
        for (Method method : type.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers()) && !method.isSynthetic()) {
                boolean known = Arrays.stream(port.getMethods())
                        .anyMatch(own -> signature(own).equals(signature(method)));
                if (!known) {
                    throw new IllegalArgumentException(port + " has no " + signature(method));
                }
                method.setAccessible(true);
                replaced.put(signature(method), method);
            }
        }
        return replaced;
    }

    private static String signature(Method method) {
        return method.getName() + Arrays.toString(method.getParameterTypes());
    }
}
