// The Rollcall agent under PM2: pm2 startOrRestart ecosystem.config.js
module.exports = {
  apps: [
    {
      name: "@NAME@",
      script: @SCRIPT@,
      args: [@ARGUMENTS@],
      interpreter: "none",
      cwd: @FOLDER@,
      exec_mode: "fork",
      instances: 1,
      autorestart: true,
      restart_delay: 5000,
      max_restarts: 1000000,
      kill_timeout: 10000,
    },
  ],
};
