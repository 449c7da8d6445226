package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Configuration and state under /ISAPI/AccessControl; documents as on DS-K1A340FWX V1.2.7 unless said otherwise. */
final class AccessResources {
    private static final String ROOT = "/ISAPI/AccessControl/";
    private static final int WEEK_PLANS = 128;

    private AccessResources() {}

    static List<Endpoint> endpoints(SimulatedDevice device, FirmwareProfile profile) {
        return List.of(
                ReadOnly.xml(ROOT + "capabilities", profile, () -> capabilities(profile)),
                ReadOnly.json(ROOT + "AcsWorkStatus", profile, () -> workStatus(device)),
                new NumberedJson.Builder(ROOT + "CardReaderCfg", "CardReaderCfg", 1, device, profile)
                        .build(number -> cardReader()),
                new StorageEndpoint(device, profile),
                new StoredJson(
                        ROOT + "EventOptimizationCfg",
                        "EventOptimizationCfg",
                        device,
                        profile,
                        () -> CJson.object().put("enable", true).put("isCombinedLinkageEvents", true)),
                new StoredJson(ROOT + "AcsCfg", "AcsCfg", device, profile, AccessResources::terminal),
                new NumberedJson.Builder(
                                ROOT + "UserRightWeekPlanCfg", "UserRightWeekPlanCfg", WEEK_PLANS, device, profile)
                        .build(number -> rightWeekPlan()),
                new NumberedJson.Builder(
                                ROOT + "UserRightPlanTemplate", "UserRightPlanTemplate", WEEK_PLANS, device, profile)
                        .build(AccessResources::rightPlanTemplate));
    }

    /** The flags are documented names; which a terminal prints differs, and they were seen to lie. */
    private static XmlElement capabilities(FirmwareProfile profile) {
        return XmlElement.of("AccessControl")
                .with("isSupportUserInfo", true)
                .with("isSupportCardInfo", true)
                .with("isSupportFDLib", true)
                .with("isSupportFingerPrintCfg", true)
                .with("isSupportUserRightWeekPlanCfg", true)
                .with("isSupportUserRightPlanTemplate", true)
                .with("isSupportAcsEvent", true)
                .with("isSupportAcsEventTotalNum", profile.countsEvents())
                .with("isSupportEventStorageCfg", true)
                .with("isSupportEventOptimizationCfg", true)
                .with("isSupportAcsWorkStatus", true)
                .with("isSupportAcsCfg", true);
    }

    private static ObjectNode workStatus(SimulatedDevice device) {
        ObjectNode root = CJson.object();
        ObjectNode status = root.putObject("AcsWorkStatus");
        status.putArray("doorLockStatus").add(0);
        status.putArray("doorStatus").add(4);
        status.putArray("magneticStatus").add(0);
        status.putArray("caseStatus");
        status.put("powerSupplyStatus", "ACPowerSupply");
        status.put("antiSneakStatus", "close");
        status.put("hostAntiDismantleStatus", "close");
        status.putArray("cardReaderOnlineStatus").add(1);
        status.putArray("cardReaderAntiDismantleStatus");
        status.put("ezvizStatus", "unregistered");
        status.putArray("cardReaderVerifyMode").add(10).add(3);
        status.putArray("alarmOutStatus").add(0);
        status.put("cardNum", PeopleResources.cardsOf(device.people()).size());
        return root;
    }

    /** The names seen on a DS-K2702WX V1.7.4 controller, shortened. */
    private static ObjectNode cardReader() {
        return CJson.object()
                .put("enable", true)
                .put("cardReaderName", "Entrance")
                .put("cardReaderDescription", "terminal")
                .put("QRCodeEnabled", false);
    }

    private static ObjectNode terminal() {
        return CJson.object()
                .put("showCapPic", false)
                .put("overlayUserInfo", false)
                .put("voicePrompt", true)
                .put("uploadCapPic", true)
                .put("saveCapPic", true)
                .put("showPicture", true)
                .put("showEmployeeNo", true)
                .put("showName", true)
                .put("uploadVerificationPic", true)
                .put("saveVerificationPic", true)
                .put("saveFacePic", true)
                .put("desensitiseEmployeeNo", true)
                .put("desensitiseName", true);
    }

    /** Every day, the whole day, as integrators report the first plan. */
    private static ObjectNode rightWeekPlan() {
        ObjectNode plan = CJson.object().put("enable", true);
        for (String day : AttendanceResources.WEEK) {
            ObjectNode cell = plan.withArray("WeekPlanCfg").addObject();
            cell.put("week", day).put("id", 1).put("enable", true);
            cell.putObject("TimeSegment").put("beginTime", "00:00:00").put("endTime", "24:00:00");
        }
        return plan;
    }

    private static ObjectNode rightPlanTemplate(int number) {
        return CJson.object()
                .put("enable", true)
                .put("templateName", "template" + number)
                .put("weekPlanNo", number)
                .put("holidayGroupNo", "");
    }
}
