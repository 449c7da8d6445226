package dev.rollcall.simulator;

/** How firmwares differ in HTTP and in the frame of their answers. */
public final class NetworkTraits {

    /** Whether a connection serves more than one request; terminals were also seen to close after each. */
    public static final Trait<Boolean> KEEP_ALIVE = Trait.of("network.keepAlive", true);

    /** HTTP status that carries methodNotAllowed: 400, and 404 on DS-K1A340FWX V1.2.7. */
    public static final Trait<Integer> METHOD_NOT_ALLOWED_STATUS = Trait.of("network.methodNotAllowedStatus", 400);

    /** HTTP status that carries notSupport: 404, and 200 on DS-K1A340FWX V1.2.7. */
    public static final Trait<Integer> NOT_SUPPORT_STATUS = Trait.of("network.notSupportStatus", 404);

    /** The Server header: {@code webs}, {@code Webs}, {@code DNVRS-Webs}. */
    public static final Trait<String> SERVER = Trait.of("network.server", "webs");

    /** What stands before an XML declaration; line ends on DS-K1T8003MF V1.3.37. */
    public static final Trait<String> BEFORE_XML = Trait.of("network.beforeXml", "");

    /** The namespace of XML answers. */
    public static final Trait<String> NAMESPACE = Trait.of("network.namespace", "http://www.isapi.org/ver20/XMLSchema");

    private NetworkTraits() {}
}
