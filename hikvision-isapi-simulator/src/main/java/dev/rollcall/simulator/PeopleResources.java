package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** People and their credentials, to read: users, cards, fingerprints, faces. Nothing can be written yet. */
final class PeopleResources {
    private static final String ROOT = "/ISAPI/AccessControl/";
    private static final String FACES = "/ISAPI/Intelligent/FDLib/FDSearch";
    private static final int FINGERS = 10;

    private PeopleResources() {}

    static List<Endpoint> endpoints(SimulatedDevice device, FirmwareProfile profile) {
        boolean faces = profile.get(PeopleTraits.FACES_SUPPORTED);
        boolean fingerprints = profile.get(PeopleTraits.FINGERPRINTS_SUPPORTED);
        PeopleSearch.Kind users = new PeopleSearch.Kind("UserInfoSearchCond", "UserInfoSearch", "UserInfo");
        PeopleSearch.Kind cards = new PeopleSearch.Kind("CardInfoSearchCond", "CardInfoSearch", "CardInfo");
        return List.of(
                new PeopleSearch(ROOT + "UserInfo/Search", users, device, profile, person -> List.of(user(person))),
                ReadOnly.json(ROOT + "UserInfo/Count", profile, () -> userCount(device, profile)),
                ReadOnly.json(ROOT + "UserInfo/capabilities", profile, () -> capabilities(profile)),
                new PeopleSearch(ROOT + "CardInfo/Search", cards, device, profile, PeopleResources::cards),
                ReadOnly.json(ROOT + "CardInfo/Count", profile, () -> cardCount(device)),
                fingerprints
                        ? new Simple(ROOT + "FingerPrintUpload", "POST", profile, request -> templates(request, device))
                        : missing(ROOT + "FingerPrintUpload", profile),
                faces ? new FaceSearch(FACES, device, profile) : missing(FACES, profile));
    }

    static List<String> cardsOf(List<Person> people) {
        return people.stream().flatMap(person -> person.cards().stream()).toList();
    }

    /** For example face search on DS-K1A340FWX V1.2.7: notSupport with HTTP 200. */
    private static Endpoint missing(String path, FirmwareProfile profile) {
        return new Simple(
                path,
                "POST",
                profile,
                request -> Refusal.notSupport(profile.notSupportStatus()).json());
    }

    /** The fields of a DS-K1T342MWX V3.16.1 without those of its door. */
    private static ObjectNode user(Person person) {
        ObjectNode user = CJson.object();
        user.put("employeeNo", person.employeeNo());
        user.put("name", person.name());
        user.put("userType", "normal");
        user.put("closeDelayEnabled", false);
        user.putObject("Valid")
                .put("enable", true)
                .put("beginTime", "2020-01-01T00:00:00")
                .put("endTime", "2037-12-31T23:59:59")
                .put("timeType", "local");
        user.put("belongGroup", "");
        user.put("password", "");
        user.put("doorRight", "1");
        user.putArray("RightPlan").addObject().put("doorNo", 1).put("planTemplateNo", "1");
        user.put("localUIRight", false);
        user.put("gender", "unknown");
        user.put("numOfCard", person.cards().size());
        user.put("numOfFP", person.credentials().fingerprints());
        user.put("numOfFace", person.credentials().faces());
        if (person.credentials().faces() > 0) {
            user.put("faceURL", faceUrl(person));
        }
        return user;
    }

    /** The host part is the factory's address, which is why clients have to put in the one they know. */
    static String faceUrl(Person person) {
        return "http://192.0.0.64/LOCALS/pic/enrlFace/0/"
                + String.format(
                        "%010d", Integer.toUnsignedLong(person.employeeNo().hashCode())) + ".jpg@WEB000000000001";
    }

    private static List<ObjectNode> cards(Person person) {
        return person.cards().stream()
                .map(card -> CJson.object()
                        .put("employeeNo", person.employeeNo())
                        .put("cardNo", card)
                        .put("leaderCard", "")
                        .put("cardType", "normalCard"))
                .toList();
    }

    private static ObjectNode userCount(SimulatedDevice device, FirmwareProfile profile) {
        List<Person> people = device.people();
        ObjectNode root = CJson.object();
        ObjectNode count = root.putObject("UserInfoCount").put("userNumber", people.size());
        Map<String, Long> bound = new TreeMap<>();
        if (profile.rowShape() == FirmwareProfile.RowShape.SPARSE) {
            bound.put(
                    "bindFaceUserNumber",
                    people.stream().filter(one -> one.credentials().faces() > 0).count());
            bound.put(
                    "bindFingerprintUserNumber",
                    people.stream()
                            .filter(one -> one.credentials().fingerprints() > 0)
                            .count());
            bound.put(
                    "bindCardUserNumber",
                    people.stream().filter(one -> !one.cards().isEmpty()).count());
        }
        bound.forEach(count::put);
        return root;
    }

    private static ObjectNode cardCount(SimulatedDevice device) {
        ObjectNode root = CJson.object();
        root.putObject("CardInfoCount")
                .put("cardNumber", cardsOf(device.people()).size());
        return root;
    }

    private static ObjectNode capabilities(FirmwareProfile profile) {
        ObjectNode root = CJson.object();
        ObjectNode user = root.putObject("UserInfo");
        user.put("maxRecordNum", profile.get(PeopleTraits.CAPACITY));
        user.putObject("employeeNo").put("@min", 1).put("@max", 32);
        user.putObject("name").put("@min", 0).put("@max", 128);
        user.putObject("userType").put("@opt", "normal,visitor,blackList");
        user.putObject("UserInfoSearchCond")
                .putObject("maxResults")
                .put("@min", 1)
                .put("@max", profile.get(PeopleTraits.PAGE_LIMIT));
        return root;
    }

    /** Templates are made up: this reads from the device, whatever its name says. */
    private static Answer templates(Request request, SimulatedDevice device) {
        try {
            ObjectNode condition = ConditionReader.root(request.body(), "FingerPrintCond");
            String searchId = condition.path("searchID").asText();
            String wanted = condition.path("employeeNo").asText();
            if (searchId.isEmpty() || wanted.isEmpty()) {
                return Refusal.parametersLack(searchId.isEmpty() ? "searchID" : "employeeNo")
                        .json();
            }
            int fingers = device.people().stream()
                    .filter(person -> person.employeeNo().equals(wanted))
                    .mapToInt(person -> Math.min(FINGERS, person.credentials().fingerprints()))
                    .findFirst()
                    .orElse(0);
            ObjectNode root = CJson.object();
            ObjectNode found = root.putObject("FingerPrintInfo");
            found.put("searchID", searchId).put("status", fingers == 0 ? "NoFP" : "OK");
            for (int finger = 1; finger <= fingers; finger++) {
                found.withArray("FingerPrintList")
                        .addObject()
                        .put("cardReaderNo", 1)
                        .put("fingerPrintID", finger)
                        .put("fingerType", "normalFP")
                        .put("fingerData", "bm8gZmluZ2Vy");
            }
            return Answer.json(200, root);
        } catch (ConditionReader.Refused e) {
            return e.refusal().json();
        }
    }
}
