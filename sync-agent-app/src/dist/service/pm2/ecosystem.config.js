// The Rollcall agent under PM2: pm2 startOrRestart ecosystem.config.js
module.exports = {
  apps: [
    {
      name: "rollcall-agent",
      script: "/opt/rollcall-agent/bin/rollcall-agent",
      args: ["--config", "/etc/rollcall-agent/agent.yaml", "run"],
      interpreter: "none",
      cwd: "/etc/rollcall-agent",
      exec_mode: "fork",
      instances: 1,
      autorestart: true,
      restart_delay: 5000,
      max_restarts: 1000000,
      kill_timeout: 10000,
    },
  ],
};
